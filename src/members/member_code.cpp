#include "members/member_code.hpp"

#include "kernel/check.hpp"
#include "members/life_errors.hpp"
#include "members/member_number.hpp"

namespace huiji::members {

namespace {

constexpr char kPrefix = '9';
constexpr std::size_t kLength = 20, kNumber = 10, kChanging = 8;

// ISO/IEC 7812-1: from the right, every second digit doubled.
char luhn(std::string_view digits) {
  int sum = 0;
  bool doubled = true;
  for (std::size_t i = digits.size(); i-- > 0; doubled = !doubled) {
    const int digit = (digits[i] - '0') * (doubled ? 2 : 1);
    sum += digit > 9 ? digit - 9 : digit;
  }
  return static_cast<char>('0' + (10 - sum % 10) % 10);
}

}  // namespace

std::string make_member_code(std::string_view number, std::string_view changing) {
  HUIJI_CHECK(number.size() == kNumber && changing.size() == kChanging);
  std::string code(1, kPrefix);
  code.append(number).append(changing);
  return code + luhn(code);
}

Result<MemberCode> parse_member_code(std::string_view text) {
  if (text.size() != kLength || text[0] != kPrefix) return code_form;
  for (char c : text)
    if (c < '0' || c > '9') return code_form;
  if (luhn(text.substr(0, kLength - 1)) != text.back()) return code_form;
  auto number = parse_member_number(text.substr(1, kNumber));
  if (!number) return code_form;
  return MemberCode{*number, Private<std::string>(std::string(text.substr(1 + kNumber, kChanging)))};
}

}  // namespace huiji::members
