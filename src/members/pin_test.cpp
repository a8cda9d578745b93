#include "members/pin.hpp"

#include <gtest/gtest.h>

#include "members/tries.hpp"

namespace huiji::members {
namespace {

std::string refused(const std::string& text) {
  const auto pin = parse_new_pin(text, Phone("13859267413"));
  return pin ? std::string() : pin.refusal().code->code;
}

TEST(Pin, HasSixDigits) {
  EXPECT_EQ(refused("４８２９０７"), "") << "full-width";
  EXPECT_EQ(parse_pin("４８２９０７")->reveal(), "482907");
  for (const char* wrong : {"", "48290", "4829071", "48290a", "482 907", "48290\xff", "-48290"})
    EXPECT_EQ(refused(wrong), "members.pin_form") << wrong;
}

TEST(Pin, ThatIsTooEasyIsRefused) {
  for (const char* easy : {"000000", "999999", "123456", "654321", "234567", "890123", "210987", "121212",
                           "595959", "123123", "748748", "123321", "586685", "112233", "775588"})
    EXPECT_EQ(refused(easy), "members.pin_simple") << easy;
}

TEST(Pin, ThatLooksLikeADateIsRefused) {
  for (const char* date : {"900506", "060590", "050690", "199012", "200001", "000229", "311299", "123199"})
    EXPECT_EQ(refused(date), "members.pin_date") << date;
  EXPECT_EQ(refused("903256"), "") << "no 32nd month or day";
  EXPECT_EQ(refused("190038"), "") << "no month 38";
}

TEST(Pin, OfThePhoneNumberIsRefused) {
  EXPECT_EQ(refused("267413"), "members.pin_phone") << "its end";
  EXPECT_EQ(refused("859267"), "members.pin_phone") << "its middle";
  EXPECT_EQ(refused("267414"), "");
}

TEST(Tries, EachFifthLocksForLonger) {
  Instant now{1'000'000};
  Tries tries;
  for (int i = 0; i < 4; ++i) tries = count_try(tries, now);
  EXPECT_FALSE(is_locked(tries, now));
  tries = count_try(tries, now);
  EXPECT_TRUE(is_locked(tries, now));
  EXPECT_EQ(minutes_left(tries, now), 15);
  EXPECT_TRUE(is_locked(tries, now + (15 * kMinute_ms - 1)));
  EXPECT_EQ(minutes_left(tries, now + (15 * kMinute_ms - 1)), 1);
  now = now + 15 * kMinute_ms;
  EXPECT_FALSE(is_locked(tries, now));
  for (int i = 0; i < 5; ++i) tries = count_try(tries, now);
  EXPECT_EQ(minutes_left(tries, now), 30);
  for (int lock = 3; lock < 9; ++lock) {
    now = tries.locked_until;
    for (int i = 0; i < 5; ++i) tries = count_try(tries, now);
  }
  EXPECT_EQ(minutes_left(tries, now), 240) << "not longer than four hours";
}

TEST(Tries, AreForgottenADayAfterTheLast) {
  Tries tries;
  for (int i = 0; i < 4; ++i) tries = count_try(tries, Instant{1});
  EXPECT_EQ(count_try(tries, Instant{kDay_ms}).count, 5);
  EXPECT_EQ(count_try(tries, Instant{1 + kDay_ms}).count, 1);
}

}  // namespace
}  // namespace huiji::members
