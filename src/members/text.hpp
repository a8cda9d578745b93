// UTF-8 text as code points, for normalising and masking what people type.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace huiji::members {

// Nothing when the bytes are not valid UTF-8 (RFC 3629: no overlong forms, no surrogates).
std::optional<std::vector<char32_t>> to_code_points(std::string_view text);
void append_utf8(char32_t code_point, std::string& out);
bool is_space(char32_t code_point);    // also the full-width and the no-break space
bool is_control(char32_t code_point);  // also line separators, bidirectional marks, zero-width characters
// ASCII for full-width forms (U+FF01..U+FF5E), others unchanged.
char32_t narrow(char32_t code_point);

}  // namespace huiji::members
