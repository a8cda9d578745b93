#include "members/phone.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "members/members_errors.hpp"

namespace huiji::members {
namespace {

std::string digits_or_code(std::string_view text) {
  const auto phone = parse_phone(text);
  return phone ? phone->reveal() : phone.refusal().code->code;
}

TEST(Phone, IsTakenAsPeopleWriteIt) {
  for (const char* text : {"13800001234", " 138 0000 1234 ", "138-0000-1234", "+8613800001234",
                           "+86 138 0000 1234", "008613800001234", "8613800001234", "１３８００００１２３４",
                           "＋８６　１３８００００１２３４", "138\u00A00000\u00A01234", "138－0000—1234"})
    EXPECT_EQ(digits_or_code(text), "13800001234") << text;
}

TEST(Phone, RefusesWithWhatIsWrong) {
  EXPECT_EQ(digits_or_code("1380000123"), "members.phone_length");
  EXPECT_EQ(digits_or_code("138000012345"), "members.phone_length");
  EXPECT_EQ(digits_or_code(""), "members.phone_length");
  EXPECT_EQ(digits_or_code("12800001234"), "members.phone_prefix");
  EXPECT_EQ(digits_or_code("02112345678"), "members.phone_prefix");
  EXPECT_EQ(digits_or_code("+852 6123 4567"), "members.phone_foreign");
  EXPECT_EQ(digits_or_code("+861380000123"), "members.phone_foreign");
  EXPECT_EQ(digits_or_code("1380000123a"), "members.phone_characters");
  EXPECT_EQ(digits_or_code("138+00001234"), "members.phone_characters");
  EXPECT_EQ(digits_or_code("\xFF\xFE"
                           "13800001234"),
            "members.phone_characters");
  EXPECT_EQ(digits_or_code("１３８００００１２３４元"), "members.phone_characters");
}

TEST(Phone, RefusalTellsTheCountAndNeverTheDigits) {
  const auto refused = parse_phone("1380000123");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.refusal().text(true), "手机号应为 11 位，现有 10 位，请核对");
  for (const Detail& detail : refused.refusal().details) EXPECT_EQ(detail.value, "10");
}

// Any mobile number with noise between its digits, in either width, with or without the country.
RC_GTEST_PROP(PhoneProperty, NoiseDoesNotMatter, ()) {
  std::string digits = "1" + std::to_string(*rc::gen::inRange(3, 10));
  for (int i = 0; i < 9; ++i) digits += static_cast<char>('0' + *rc::gen::inRange(0, 10));
  std::string written = *rc::gen::element<std::string>("", "+86", "0086", "86 ", "＋８６");
  for (char digit : digits) {
    if (*rc::gen::inRange(0, 2))
      written += digit;
    else
      written += std::string("\xEF\xBC") + static_cast<char>(0x90 + digit - '0');  // U+FF10 and on
    written += *rc::gen::element<std::string>("", "", "", " ", "　", "-");
  }
  const auto phone = parse_phone(written);
  RC_ASSERT(phone);
  RC_ASSERT(phone->reveal() == digits);
  RC_ASSERT(parse_phone(phone->reveal())->reveal() == digits);
  RC_ASSERT(last_four(*phone) == digits.substr(7));
}

RC_GTEST_PROP(PhoneProperty, AnyBytesAreTakenOrRefused, (const std::string& bytes)) {
  const auto phone = parse_phone(bytes);
  if (phone) RC_ASSERT(phone->reveal().size() == 11u);
  for (const Detail& detail : phone ? std::vector<Detail>{} : phone.refusal().details)
    RC_ASSERT(detail.name == "count");
}

TEST(Last4, IsFourDigits) {
  EXPECT_EQ(*parse_last4("1234"), "1234");
  EXPECT_EQ(*parse_last4(" １２ ３４"), "1234");
  for (const char* text : {"", "123", "12345", "12a4", "+123"}) EXPECT_FALSE(parse_last4(text)) << text;
}

}  // namespace
}  // namespace huiji::members
