#include "staff/attempts.hpp"

#include <gtest/gtest.h>

#include "staff/caller_cache.hpp"

namespace huiji::staff {
namespace {

constexpr Instant kNow{1'760'000'000'000};

TEST(Attempts, TheFifthLocksForAQuarterThenLonger) {
  Failures failures;
  Instant now = kNow;
  const std::int64_t minutes[] = {15, 30, 60, 120, 240, 240};
  for (std::int64_t expected : minutes) {
    for (int i = 0; i < 5; ++i) {
      EXPECT_FALSE(is_locked(failures, now));
      failures = count_attempt(failures, now);
    }
    EXPECT_EQ(failures.locked_until.ms - now.ms, expected * kMinute_ms);
    EXPECT_TRUE(is_locked(failures, failures.locked_until + -1));
    EXPECT_FALSE(is_locked(failures, failures.locked_until));
    now = failures.locked_until;
  }
}

TEST(Attempts, FewAreForgottenAfterAQuarterALockAfterADay) {
  Failures failures;
  for (int i = 0; i < 4; ++i) failures = count_attempt(failures, kNow);
  EXPECT_EQ(count_attempt(failures, kNow + (kLock_ms - 1)).count, 5);
  EXPECT_EQ(count_attempt(failures, kNow + kLock_ms).count, 1);
  failures = count_attempt(failures, kNow);
  EXPECT_EQ(count_attempt(failures, failures.locked_until + (kDay_ms - 1)).count, 6);
  EXPECT_EQ(count_attempt(failures, failures.locked_until + kDay_ms).count, 1);
}

TEST(Attempts, MinutesAreRoundedUp) {
  EXPECT_EQ(minutes_until(kNow + 1, kNow), 1);
  EXPECT_EQ(minutes_until(kNow + kMinute_ms, kNow), 1);
  EXPECT_EQ(minutes_until(kNow + (kMinute_ms + 1), kNow), 2);
  EXPECT_EQ(minutes_until(kNow, kNow + kMinute_ms), 1);
}

TEST(Peers, ThirtyAttemptsAQuarter) {
  PeerLimits limits;
  for (int i = 0; i < 30; ++i) EXPECT_FALSE(limits.take("10.0.0.1", kNow));
  const auto until = limits.take("10.0.0.1", kNow + 1);
  ASSERT_TRUE(until);
  EXPECT_EQ(*until, kNow + kLock_ms);
  EXPECT_FALSE(limits.take("10.0.0.2", kNow)) << "another address";
  limits.give_back("10.0.0.1");
  EXPECT_FALSE(limits.take("10.0.0.1", kNow));
  EXPECT_FALSE(limits.take("10.0.0.1", *until)) << "a new window";
}

TEST(Peers, ManyNetworksDoNotGrowWithoutEnd) {
  PeerLimits limits;
  for (int i = 0; i < 20'000; ++i)
    EXPECT_FALSE(limits.take(std::to_string(i >> 8) + "." + std::to_string(i & 255), kNow + i));
}

TEST(Peers, AnIpv6SubscriberIsOneNetwork) {
  EXPECT_EQ(peer_network("192.168.1.20"), "192.168.1.20");
  EXPECT_EQ(peer_network("2001:db8:1:2:3:4:5:6"), "2001:db8:1:2:");
  EXPECT_EQ(peer_network("2001:db8:1:2::9"), "2001:db8:1:2:");
  EXPECT_EQ(peer_network("2001:db8::9"), "2001:db8:0:0:");
  EXPECT_EQ(peer_network("::1"), "0:0:0:0:");
  EXPECT_EQ(peer_network("::ffff:10.0.0.1"), "::ffff:10.0.0.1");
  EXPECT_EQ(peer_network(""), "");
}

Identity somebody(Instant good_until) {
  Identity identity;
  identity.good_until = good_until;
  return identity;
}

TEST(CallerCache, ForgetsAfterThreeSecondsOrAtTheSessionsEnd) {
  CallerCache cache;
  cache.keep("a", somebody(kNow + kDay_ms), cache.generation(), kNow);
  EXPECT_TRUE(cache.find("a", kNow + 2999));
  EXPECT_FALSE(cache.find("a", kNow + 3000));
  cache.keep("b", somebody(kNow + 100), cache.generation(), kNow);
  EXPECT_TRUE(cache.find("b", kNow + 99));
  EXPECT_FALSE(cache.find("b", kNow + 100));
  EXPECT_FALSE(cache.find("c", kNow));
}

TEST(CallerCache, ARevocationBetweenReadingAndKeepingWins) {
  CallerCache cache;
  const auto read_at = cache.generation();
  cache.forget_all();
  cache.keep("a", somebody(kNow + kDay_ms), read_at, kNow);
  EXPECT_FALSE(cache.find("a", kNow));
}

TEST(CallerCache, AClockSetBackStretchesNothing) {
  CallerCache cache;
  cache.keep("a", somebody(kNow + kDay_ms), cache.generation(), kNow);
  EXPECT_FALSE(cache.find("a", kNow + -kHour_ms));
}

}  // namespace
}  // namespace huiji::staff
