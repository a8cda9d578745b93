#include "promotions/usage.hpp"

#include <gtest/gtest.h>

#include "wire/json.hpp"

namespace huiji::promotions {
namespace {

constexpr PromotionId kId{{9}};

TEST(Usage, TheTightestLimitRemains) {
  struct Row {
    const char* why;
    pricing::Limits limits;
    Used used;
    bool member;
    std::optional<std::int64_t> times;
    std::optional<std::int64_t> budget;
  };
  const Row table[] = {
      {"none limits", {}, {9, 9, {9}, 9, 9}, true, {}, {}},
      {"a limit per order needs no memory", {.per_order = 1}, {9, 9, {9}, 9, 9}, true, {}, {}},
      {"total", {.total = 10}, {4, 1, {}, 0, 0}, false, 6, {}},
      {"the day is tighter", {.per_day = 2, .total = 10}, {4, 1, {}, 0, 0}, false, 1, {}},
      {"a member's own", {.per_member = 3, .total = 10}, {4, 1, {}, 1, 1}, true, 2, {}},
      {"without a member it does not count", {.per_member = 3, .total = 10}, {4, 1, {}, 0, 0}, false, 6, {}},
      {"a member's day", {.per_member = 9, .per_member_day = 1}, {4, 1, {}, 5, 1}, true, 0, {}},
      {"never below zero", {.total = 3}, {4, 1, {}, 0, 0}, false, 0, {}},
      {"money", {.budget = Money{100}}, {4, 1, {60}, 0, 0}, false, {}, 40},
      {"money spent", {.budget = Money{100}}, {4, 1, {160}, 0, 0}, false, {}, 0},
  };
  for (const Row& row : table) {
    const auto remaining = remaining_of(kId, row.limits, row.used, row.member);
    EXPECT_EQ(remaining.times, row.times) << row.why;
    EXPECT_EQ(remaining.budget.has_value(), row.budget.has_value()) << row.why;
    EXPECT_EQ(remaining.budget.value_or(Money{}).minor, row.budget.value_or(0)) << row.why;
  }
}

TEST(Usage, AnExcessIsNeverMoreThanTheUseItself) {
  Use use{kId, 3, {50}, {.per_member = 1, .per_day = 100, .total = 4, .budget = Money{70}}};
  auto list = excess_of(use, {2, 2, {30}, 5, 0}, true);
  ASSERT_EQ(list.size(), 3u);
  EXPECT_STREQ(list[0].limit_name, "per_member");
  EXPECT_EQ(list[0].over, 3) << "it was over before";
  EXPECT_STREQ(list[1].limit_name, "total");
  EXPECT_EQ(list[1].over, 1);
  EXPECT_STREQ(list[2].limit_name, "budget");
  EXPECT_EQ(list[2].over, 10);
  EXPECT_EQ(excess_of(use, {2, 2, {30}, 5, 0}, false).size(), 2u);
  EXPECT_TRUE(excess_of(use, {1, 1, {20}, 0, 0}, false).empty()) << "exactly at the limit";
}

}  // namespace
}  // namespace huiji::promotions
