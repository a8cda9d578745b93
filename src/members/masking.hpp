// What of a phone and a name is shown on a screen or a receipt (china-retail.md 6.1): 138****1234, 张*. A
// name keeps its surname (both characters of a double one when a given name follows) or its first letter;
// one star stands for the rest, so that its length is not told.
#pragma once

#include <string>
#include <string_view>

#include "kernel/private.hpp"
#include "kernel/result.hpp"
#include "members/phone.hpp"

namespace huiji::members {

using Name = Private<std::string>;

std::string mask_phone(const Phone& phone);
std::string mask_name(const Name& name);

// Spaces around it taken off, runs of spaces made one; refuses control characters and what is not UTF-8.
// Empty text is no name.
Result<std::optional<Name>> parse_name(std::string_view text);

}  // namespace huiji::members
