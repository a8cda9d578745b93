#include "members/member_number.hpp"

#include "kernel/check.hpp"
#include "members/members_errors.hpp"
#include "members/text.hpp"

namespace huiji::members {

namespace {

constexpr std::int64_t kBase = 100'000'000;
constexpr std::int64_t kMost = 899'999'999;

// A weakly totally anti-symmetric quasigroup of order ten (Damm, "Total anti-symmetrische Quasigruppen",
// 2004): row is what was computed so far, column the next digit. Over a number with its check digit it is 0.
constexpr std::uint8_t kDamm[10][10] = {{0, 3, 1, 7, 5, 9, 8, 6, 4, 2}, {7, 0, 9, 2, 1, 5, 4, 8, 6, 3},
                                        {4, 2, 0, 6, 8, 7, 1, 3, 5, 9}, {1, 7, 5, 0, 9, 8, 3, 4, 2, 6},
                                        {6, 1, 2, 3, 0, 4, 5, 9, 7, 8}, {3, 6, 7, 4, 2, 0, 9, 5, 8, 1},
                                        {5, 8, 6, 9, 7, 2, 0, 1, 3, 4}, {8, 9, 4, 5, 3, 6, 2, 0, 1, 7},
                                        {9, 4, 3, 8, 6, 1, 7, 2, 0, 5}, {2, 5, 8, 1, 4, 3, 6, 7, 9, 0}};

std::uint8_t damm(std::string_view digits) {
  std::uint8_t check = 0;
  for (char c : digits) check = kDamm[check][c - '0'];
  return check;
}

}  // namespace

char damm_digit(std::string_view digits) { return static_cast<char>('0' + damm(digits)); }

std::string make_member_number(std::int64_t counter) {
  HUIJI_CHECK(counter >= 0 && counter <= kMost);
  std::string number = std::to_string(kBase + counter);
  number += damm_digit(number);
  return number;
}

Result<std::string> parse_member_number(std::string_view text) {
  const auto points = to_code_points(text);
  if (!points) return number_form;
  std::string number;
  for (char32_t raw : *points) {
    const char32_t point = narrow(raw);
    if (is_space(point)) continue;
    if (point < U'0' || point > U'9') return number_form;
    number += static_cast<char>(point);
  }
  if (number.size() != 10) return number_form;
  if (damm(number) != 0) return number_check;
  return number;
}

}  // namespace huiji::members
