#include "kernel/money.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "kernel/check.hpp"

namespace huiji {
namespace {

TEST(Money, scales_by_quantity_with_the_named_rounding) {
  EXPECT_EQ(scale(Money{500}, pieces(3), Rounding::half_up), Money{1500});
  EXPECT_EQ(scale(Money{1998}, Quantity{755}, Rounding::half_up), Money{1508});  // 19.98 x 0.755 = 15.0849
  EXPECT_EQ(scale(Money{1}, Quantity{500}, Rounding::half_up), Money{1});
  EXPECT_EQ(scale(Money{1}, Quantity{500}, Rounding::down), Money{0});
  EXPECT_EQ(scale(Money{1}, Quantity{1}, Rounding::up), Money{1});
  EXPECT_EQ(scale(Money{-1}, Quantity{500}, Rounding::half_up), Money{-1});  // of the magnitude
}

TEST(Money, finds_the_tax_inside_an_amount) {
  EXPECT_EQ(tax_contained(Money{11300}, Percent{1300}), Money{1300});
  EXPECT_EQ(tax_contained(Money{999}, Percent{1300}), Money{115});
  EXPECT_EQ(tax_contained(Money{999}, Percent{0}), Money{0});
}

TEST(Money, allocates_by_largest_remainder_and_breaks_ties_by_index) {
  const std::vector<Money> equal{{100}, {100}, {100}};
  EXPECT_EQ(allocate(Money{100}, equal), (std::vector<Money>{{34}, {33}, {33}}));
  const std::vector<Money> none{{0}, {0}};
  EXPECT_EQ(allocate(Money{7}, none), (std::vector<Money>{{7}, {0}}));
  EXPECT_THROW((void)allocate(Money{1}, {}), BrokenProgram);
  EXPECT_THROW((void)allocate(Money{-1}, equal), BrokenProgram);
}

TEST(Money, survives_the_largest_amounts) {
  const Money most{kMoneyLimit};
  EXPECT_EQ(scale(most, Percent{10000}, Rounding::half_up), most);
  const std::vector<Money> parts = allocate(most, std::vector<Money>{most, most, most});
  EXPECT_EQ(parts[0] + parts[1] + parts[2], most);
}

RC_GTEST_PROP(Allocation, adds_up_and_never_exceeds_a_weight, ()) {
  const auto raw = *rc::gen::nonEmpty(rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 1'000'000)));
  std::vector<Money> weights;
  std::int64_t sum = 0;
  for (int w : raw) weights.push_back({w}), sum += w;
  const Money total{*rc::gen::inRange<std::int64_t>(0, sum + 1)};
  const std::vector<Money> parts = allocate(total, weights);
  Money given;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    RC_ASSERT(parts[i].minor >= 0);
    RC_ASSERT(parts[i] <= weights[i]);
    given += parts[i];
  }
  RC_ASSERT(given == total);
}

RC_GTEST_PROP(Scaling, halves_go_up_and_stay_within_one_minor_unit, ()) {
  const std::int64_t price = *rc::gen::inRange(0, 100'000'00);
  const std::int64_t grams = *rc::gen::inRange(1, 100'000);
  const std::int64_t exact = price * grams;  // thousandths of a minor unit
  const std::int64_t rounded = scale(Money{price}, Quantity{grams}, Rounding::half_up).minor;
  RC_ASSERT(rounded * 1000 - exact <= 500);
  RC_ASSERT(exact - rounded * 1000 < 500);
}

}  // namespace
}  // namespace huiji
