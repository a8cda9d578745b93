// 动态会员码, what a member's phone shows (china-retail.md 3.4): '9', the ten digits of the member number,
// eight digits that change every 30 seconds, and a check digit after Luhn: twenty digits, as no goods or
// payment code has. The number names the member (also to a till without network); only the eight digits prove
// that it is the member, and only the server can judge them. The number is no secret and is no phone.
#pragma once

#include <string>
#include <string_view>

#include "kernel/private.hpp"
#include "kernel/result.hpp"

namespace huiji::members {

struct MemberCode {
  std::string number;             // ten digits, its own check digit fits
  Private<std::string> changing;  // eight digits
};

std::string make_member_code(std::string_view number, std::string_view changing);
Result<MemberCode> parse_member_code(std::string_view text);

}  // namespace huiji::members
