#include "wallet/membership.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include "kernel/money.hpp"

namespace huiji::wallet {
namespace {

Membership of_months(Money price, int months, Date starts_on) {
  Membership membership;
  membership.price = price;
  membership.months = months;
  membership.sold_on = membership.starts_on = starts_on;
  membership.ends_on = {month_begins(membership, months).days - 1};
  return membership;
}

TEST(Membership, a_year_ends_the_day_before_its_anniversary) {
  const Membership year = of_months({199'00}, 12, from_civil({2026, 3, 31}));
  EXPECT_EQ(to_text(year.ends_on), "2027-03-30");
  EXPECT_EQ(to_text(month_begins(year, 1)), "2026-04-30");
  EXPECT_EQ(to_text(month_begins(year, 2)), "2026-05-31");  // not worn down by the short month
  EXPECT_EQ(months_over(year, from_civil({2026, 4, 29})), 0);
  EXPECT_EQ(months_over(year, from_civil({2026, 4, 30})), 1);
  EXPECT_EQ(months_started(year, from_civil({2026, 4, 30})), 2);
  EXPECT_EQ(months_started(year, from_civil({2026, 3, 30})), 0);
  EXPECT_EQ(months_over(year, from_civil({2030, 1, 1})), 12);
}

TEST(Membership, the_months_that_have_not_begun_go_back) {
  const Membership year = of_months({199'00}, 12, from_civil({2026, 1, 15}));
  const MembershipRefund refund = refund_of(year, from_civil({2026, 3, 20}), 0);
  EXPECT_EQ(refund.started, 3);
  EXPECT_EQ(refund.payable.minor, 199'00 - 49'75);
  EXPECT_EQ(to_text(refund.last_day), "2026-04-14");  // the month that is kept may be used up
  EXPECT_FALSE(refund.cooling_off);
}

TEST(Membership, within_the_cooling_off_the_whole_price_goes_back) {
  const Membership year = of_months({199'00}, 12, from_civil({2026, 1, 15}));
  EXPECT_EQ(refund_of(year, from_civil({2026, 1, 22}), 7).payable, year.price);
  EXPECT_EQ(to_text(refund_of(year, from_civil({2026, 1, 22}), 7).last_day), "2026-01-14");
  EXPECT_LT(refund_of(year, from_civil({2026, 1, 23}), 7).payable, year.price);
}

TEST(Membership, the_better_of_the_paid_and_the_earned_tier_counts) {
  ValuePolicy policy;
  policy.tiers = {{"standard", 0, {}}, {"silver", 100, {}}, {"gold", 1000, {}}};
  Membership paid = of_months({100}, 1, from_civil({2026, 1, 1}));
  paid.tier = "silver";
  const Date inside = from_civil({2026, 1, 31}), after = from_civil({2026, 2, 1});
  EXPECT_EQ(best_tier(policy, "standard", {paid}, inside), "silver");
  EXPECT_EQ(best_tier(policy, "gold", {paid}, inside), "gold");
  EXPECT_EQ(best_tier(policy, "standard", {paid}, after), "standard");
  paid.tier = "no longer in the rules";
  EXPECT_EQ(best_tier(policy, "standard", {paid}, inside), "standard");
}

RC_GTEST_PROP(Membership, months_add_up_to_the_price_and_a_refund_leaves_nothing, ()) {
  const Money price{*rc::gen::inRange<std::int64_t>(1, 10'000'00)};
  const int months = *rc::gen::inRange(1, 61);
  const Date starts_on{*rc::gen::inRange(18'000, 24'000)};
  const Membership membership = of_months(price, months, starts_on);
  Money sum;
  for (int k = 1; k <= months; ++k) {
    const Money part = earned_after(membership, k) - earned_after(membership, k - 1);
    RC_ASSERT(part.minor >= 0);
    sum += part;
  }
  RC_ASSERT(sum == price);
  const Date today{starts_on.days + *rc::gen::inRange(-40, 2500)};
  const MembershipRefund refund = refund_of(membership, today, *rc::gen::inRange(0, 28));
  RC_ASSERT(refund.payable + earned_after(membership, refund.started) == price);
  RC_ASSERT(refund.payable.minor >= 0);
  const int over = months_over(membership, today);
  RC_ASSERT(over == months || month_begins(membership, over + 1) > today);
  RC_ASSERT(month_begins(membership, months).days - 1 == membership.ends_on.days);
}

RC_GTEST_PROP(Membership, a_renewal_never_overlaps, ()) {
  std::vector<Membership> list;
  Date today{20'000};
  for (int i = *rc::gen::inRange(1, 8); i > 0; --i) {
    Membership next = of_months({100}, *rc::gen::inRange(1, 13), renewal_begins(list, today));
    for (const Membership& earlier : list) RC_ASSERT(earlier.ends_on < next.starts_on);
    RC_ASSERT(next.starts_on >= today);
    list.push_back(next);
    today.days += *rc::gen::inRange(0, 300);
  }
}

}  // namespace
}  // namespace huiji::wallet
