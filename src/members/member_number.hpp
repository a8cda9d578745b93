// 会员号: ten digits, made automatically: 100,000,000 plus the merchant's counter, then a check digit after
// H. M. Damm (2004), which notices every single wrong digit and every swap of neighbours. Ten digits differ
// from phones (11) and from goods codes (8, 12, 13, 14, 18). A number names a member and proves nothing.
// Higher is newer, and all are equally long: lists sort by it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "kernel/result.hpp"

namespace huiji::members {

// The digit that makes a number of digits sound; over a sound number it is '0'.
char damm_digit(std::string_view digits);

std::string make_member_number(std::int64_t counter);  // 1, 2, …
Result<std::string> parse_member_number(std::string_view text);

}  // namespace huiji::members
