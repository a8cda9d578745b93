#include "members/member_number.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "kernel/check.hpp"

namespace huiji::members {
namespace {

TEST(MemberNumber, IsTenDigitsAndRises) {
  EXPECT_EQ(make_member_number(1).size(), 10u);
  EXPECT_EQ(make_member_number(1).substr(0, 9), "100000001");
  EXPECT_LT(make_member_number(1), make_member_number(2));
  EXPECT_LT(make_member_number(9), make_member_number(10));
  EXPECT_EQ(make_member_number(899'999'999).size(), 10u);
  EXPECT_THROW(make_member_number(900'000'000), BrokenProgram);
  EXPECT_THROW(make_member_number(-1), BrokenProgram);
}

RC_GTEST_PROP(MemberNumberProperty, EveryWrongDigitAndEverySwapIsNoticed, ()) {
  const std::string number = make_member_number(*rc::gen::inRange<std::int64_t>(0, 900'000'000));
  RC_ASSERT(*parse_member_number(number) == number);
  for (std::size_t i = 0; i < number.size(); ++i)
    for (char digit = '0'; digit <= '9'; ++digit) {
      std::string wrong = number;
      wrong[i] = digit;
      RC_ASSERT(static_cast<bool>(parse_member_number(wrong)) == (wrong == number));
    }
  for (std::size_t i = 0; i + 1 < number.size(); ++i) {
    std::string swapped = number;
    std::swap(swapped[i], swapped[i + 1]);
    RC_ASSERT(static_cast<bool>(parse_member_number(swapped)) == (swapped == number));
  }
}

TEST(MemberNumber, IsReadWithSpacesAndFullWidth) {
  const std::string number = make_member_number(42);
  EXPECT_EQ(*parse_member_number(" " + number.substr(0, 5) + " " + number.substr(5)), number);
  std::string wide;
  for (char digit : number) wide += std::string("\xEF\xBC") + static_cast<char>(0x90 + digit - '0');
  EXPECT_EQ(*parse_member_number(wide), number);
  for (const char* text : {"", "123", "12345678901", "10000000a1", "\xFF"})
    EXPECT_FALSE(parse_member_number(text)) << text;
}

}  // namespace
}  // namespace huiji::members
