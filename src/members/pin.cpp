#include "members/pin.hpp"

#include <algorithm>

#include "kernel/time.hpp"
#include "members/life_errors.hpp"
#include "members/text.hpp"

namespace huiji::members {

namespace {

constexpr std::size_t kLength = 6;

// The same step from digit to digit, round the ten: 111111, 123456, 890123, 987654.
bool is_run(std::string_view pin) {
  const int step = (pin[1] - pin[0] + 10) % 10;
  if (step != 0 && step != 1 && step != 9) return false;
  for (std::size_t i = 2; i < pin.size(); ++i)
    if ((pin[i] - pin[i - 1] + 10) % 10 != step) return false;
  return true;
}

// 121212, 123123; 123321; 112233.
bool is_pattern(std::string_view pin) {
  const bool twice = pin.substr(0, 3) == pin.substr(3);
  const bool thrice = pin.substr(0, 2) == pin.substr(2, 2) && pin.substr(2, 2) == pin.substr(4);
  const bool mirrored = std::equal(pin.begin(), pin.begin() + 3, pin.rbegin());
  const bool doubled = pin[0] == pin[1] && pin[2] == pin[3] && pin[4] == pin[5];
  return twice || thrice || mirrored || doubled;
}

int two_digits(std::string_view pin, std::size_t at) { return (pin[at] - '0') * 10 + (pin[at + 1] - '0'); }

// Any year serves that has a 29 February: only whether the day exists is asked.
bool is_day(int month, int day) {
  return month >= 1 && month <= 12 && day >= 1 && to_civil(from_civil({2000, month, day})).month == month;
}

// 900506, 060590, 050690 and 199005: as birthdays are written.
bool is_date(std::string_view pin) {
  const int first = two_digits(pin, 0), second = two_digits(pin, 2), third = two_digits(pin, 4);
  const bool year_and_month = (first == 19 || first == 20) && third >= 1 && third <= 12;
  return is_day(second, third) || is_day(second, first) || is_day(first, second) || year_and_month;
}

}  // namespace

Result<Pin> parse_pin(std::string_view text) {
  const auto points = to_code_points(text);
  if (!points) return pin_form;
  std::string pin;
  for (char32_t raw : *points) {
    const char32_t point = narrow(raw);
    if (point < U'0' || point > U'9') return pin_form;
    pin += static_cast<char>(point);
  }
  if (pin.size() != kLength) return pin_form;
  return Pin(std::move(pin));
}

Result<Pin> parse_new_pin(std::string_view text, const Phone& phone) {
  auto pin = parse_pin(text);
  if (!pin) return pin;
  const std::string_view digits = pin->reveal();
  if (is_run(digits) || is_pattern(digits)) return pin_simple;
  if (is_date(digits)) return pin_date;
  if (phone.reveal().find(digits) != std::string::npos) return pin_phone;
  return pin;
}

}  // namespace huiji::members
