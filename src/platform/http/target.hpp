// The request target ("/v1/products?q=%E7%89%9B") taken apart. Refuses broken percent codes and NUL.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "platform/http/http.hpp"

namespace huiji::http {

std::optional<std::string> percent_decode(std::string_view text, bool plus_is_space);

// Fills path and query of the request; false when the target is not in origin form or not decodable.
bool parse_target(std::string_view target, Request& request);

}  // namespace huiji::http
