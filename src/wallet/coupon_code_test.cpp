#include "wallet/coupon_code.hpp"

#include <gtest/gtest.h>

#include <set>

namespace huiji::wallet {
namespace {

constexpr std::uint64_t kRandom = 0x2B3C5D7E9F123ull;

TEST(CouponCode, IsShortAndToldFromOtherCodes) {
  const std::string code = make_coupon_code(kRandom);
  EXPECT_EQ(code.size(), 12u);
  EXPECT_EQ(code[0], 'Q') << "no goods code, member number or payment code begins with a letter Q";
  EXPECT_EQ(parse_coupon_code(code), code);
  EXPECT_EQ(make_coupon_code(0), "Q00000000000");
}

TEST(CouponCode, IsReadAsPeopleTypeIt) {
  const std::string code = make_coupon_code(1);  // ends in many zeros
  std::string typed = grouped_coupon_code(code);
  EXPECT_EQ(typed.size(), 14u);
  for (char& c : typed) c = static_cast<char>(std::tolower(c));
  EXPECT_EQ(parse_coupon_code(typed), code);
  for (char& c : typed)
    if (c == '0')
      c = 'o';
    else if (c == '1')
      c = 'l';
  EXPECT_EQ(parse_coupon_code(typed), code);
}

TEST(CouponCode, EveryWrongCharacterIsNoticed) {
  const std::string alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ", code = make_coupon_code(kRandom);
  for (std::size_t i = 0; i < code.size(); ++i)
    for (char c : alphabet) {
      std::string wrong = code;
      wrong[i] = c;
      EXPECT_EQ(parse_coupon_code(wrong).has_value(), c == code[i]) << wrong;
    }
}

TEST(CouponCode, EverySwapOfTwoIsNoticed) {
  const std::string code = make_coupon_code(kRandom);
  for (std::size_t i = 1; i < code.size(); ++i)
    for (std::size_t j = i + 1; j < code.size(); ++j) {
      std::string wrong = code;
      std::swap(wrong[i], wrong[j]);
      EXPECT_EQ(parse_coupon_code(wrong).has_value(), code[i] == code[j]) << wrong;
    }
}

TEST(CouponCode, WhatIsNoneIsRefused) {
  for (const char* text : {"", "Q", "6901234567892", "2112345015002", "Q0000000000", "Q000000000000",
                           "A00000000000", "券00000000000", "01069012345678921726"})
    EXPECT_FALSE(parse_coupon_code(text)) << text;
}

}  // namespace
}  // namespace huiji::wallet
