// Mobile numbers of mainland China: eleven digits from 13 to 19 (工信部 电信网编号计划: 1 and a second digit
// from 3). Taken as people write them: with spaces and hyphens, full-width, with +86, 0086 or 86 before;
// kept as the eleven digits. Landlines and foreign numbers are refused with a text that says so.
#pragma once

#include <string>
#include <string_view>

#include "kernel/private.hpp"
#include "kernel/result.hpp"

namespace huiji::members {

using Phone = Private<std::string>;  // eleven ASCII digits

Result<Phone> parse_phone(std::string_view text);
Result<std::string> parse_last4(std::string_view text);  // four ASCII digits

std::string last_four(const Phone& phone);

}  // namespace huiji::members
