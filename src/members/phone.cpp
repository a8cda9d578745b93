#include "members/phone.hpp"

#include "kernel/check.hpp"
#include "members/members_errors.hpp"
#include "members/text.hpp"

namespace huiji::members {

namespace {

constexpr std::size_t kLength = 11;

bool is_hyphen(char32_t point) { return point == U'-' || (point >= 0x2010 && point <= 0x2015); }

// ASCII digits, after a '+' if there was one in front; nothing when anything else stands there.
std::optional<std::string> digits_of(std::string_view text, bool plus_allowed) {
  const auto points = to_code_points(text);
  if (!points) return std::nullopt;
  std::string digits;
  for (char32_t raw : *points) {
    const char32_t point = narrow(raw);
    if (is_space(point) || is_hyphen(point)) continue;
    const bool is_digit = point >= U'0' && point <= U'9';
    const bool is_plus = plus_allowed && point == U'+' && digits.empty();
    if (!is_digit && !is_plus) return std::nullopt;
    digits += static_cast<char>(point);
  }
  return digits;
}

std::string_view without_country(std::string_view digits) {
  for (std::string_view prefix : {"+86", "0086", "86"})
    if (digits.size() == prefix.size() + kLength && digits.substr(0, prefix.size()) == prefix)
      return digits.substr(prefix.size());
  return digits;
}

}  // namespace

Result<Phone> parse_phone(std::string_view text) {
  const auto written = digits_of(text, true);
  if (!written) return phone_characters;
  const std::string_view digits = without_country(*written);
  if (!digits.empty() && digits[0] == '+') return phone_foreign;
  if (digits.size() != kLength) return Refusal(phone_length, {{"count", std::to_string(digits.size())}});
  if (digits[0] != '1' || digits[1] < '3') return phone_prefix;
  return Phone(std::string(digits));
}

Result<std::string> parse_last4(std::string_view text) {
  auto digits = digits_of(text, false);
  if (!digits || digits->size() != 4) return last4_form;
  return *digits;
}

std::string last_four(const Phone& phone) {
  HUIJI_CHECK(phone.reveal().size() == kLength);
  return phone.reveal().substr(kLength - 4);
}

}  // namespace huiji::members
