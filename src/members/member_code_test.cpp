#include "members/member_code.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "members/member_number.hpp"

namespace huiji::members {
namespace {

TEST(MemberCode, HasTwentyDigitsThatBeginWithNine) {
  const std::string number = make_member_number(42);
  const std::string code = make_member_code(number, "01234567");
  EXPECT_EQ(code.size(), 20u);
  EXPECT_EQ(code.substr(0, 11), "9" + number);
  const auto parsed = parse_member_code(code);
  ASSERT_TRUE(parsed);
  EXPECT_EQ(parsed->number, number);
  EXPECT_EQ(parsed->changing.reveal(), "01234567");
}

// The published example of ISO/IEC 7812-1 is 7992739871 with check digit 3; here behind our own digits.
TEST(MemberCode, ChecksAfterLuhn) {
  const std::string code = make_member_code(make_member_number(1), "00000000");
  int sum = 0;
  for (std::size_t i = 0; i < code.size(); ++i) {
    const int digit = (code[code.size() - 1 - i] - '0') * (i % 2 == 1 ? 2 : 1);
    sum += digit / 10 + digit % 10;
  }
  EXPECT_EQ(sum % 10, 0);
}

RC_GTEST_PROP(MemberCode, NoticesEveryWrongDigit, ()) {
  const auto counter = *rc::gen::inRange<std::int64_t>(1, 1'000'000);
  const auto changing = *rc::gen::container<std::string>(8, rc::gen::inRange('0', '9'));
  const std::string code = make_member_code(make_member_number(counter), changing);
  RC_ASSERT(parse_member_code(code));
  const auto at = *rc::gen::inRange<std::size_t>(0, code.size());
  const auto by = *rc::gen::inRange(1, 10);
  std::string wrong = code;
  wrong[at] = static_cast<char>('0' + (wrong[at] - '0' + by) % 10);
  RC_ASSERT(!parse_member_code(wrong));
}

TEST(MemberCode, RefusesWhatIsNone) {
  const std::string code = make_member_code(make_member_number(7), "12345678");
  for (const std::string& wrong : {std::string(), code.substr(1), code + "0", "x" + code.substr(1),
                                   std::string("6901234567892"), std::string(20, '9')})
    EXPECT_FALSE(parse_member_code(wrong)) << wrong;
}

}  // namespace
}  // namespace huiji::members
