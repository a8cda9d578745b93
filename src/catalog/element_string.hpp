// GS1 element strings (应用标识符): what a DataMatrix, a GS1 QR, a GS1-128 or a DataBar says, as pairs of an
// application identifier (AI) and a value. Walk: read the AI; a pre-defined length is taken whole, anything
// else ends at FNC1 (GS, 0x1D) or at the end. Each value has the length and the characters that its AI
// allows, numbers of trade items their check digit. Unknown AIs are refused: their length is unknown, so all
// that follows would be misread. Source: GS1 General Specifications 3 and 7.8.5, as noted in
// china-retail.md 3.3.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "kernel/result.hpp"
#include "wire/type_info.hpp"

namespace huiji::catalog {

inline constexpr char kGroupSeparator = 0x1d;

struct CodeElement {
  std::string ai;
  std::string value;
};
BOOST_DESCRIBE_STRUCT(CodeElement, (), (ai, value))

// "0106921168509256" "10ABC" GS "17261231"; separators in front and after fixed lengths are taken.
Result<std::vector<CodeElement>> parse_element_string(std::string_view text);

// As printed for people: "(01)06921168509256(10)ABC".
Result<std::vector<CodeElement>> parse_bracketed(std::string_view text);

bool is_known_ai(std::string_view ai);
Result<Done> check_element(const CodeElement& element);

// Adds a checked element; the same one again is fine, a different value under the same AI is not.
Result<Done> add_element(std::vector<CodeElement>& elements, CodeElement element);

}  // namespace huiji::catalog
