// Coupons that a sale earned and that were used before the goods came back: deducted once, in however many
// parts the goods come.
#include "pricing/refund_coupons.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace huiji::pricing {
namespace {

PromotionId promotion(int number) {
  PromotionId id;
  id.bytes[15] = static_cast<std::uint8_t>(number);
  return id;
}

EarnedCoupon earned(int number, bool used, std::int64_t value) {
  EarnedCoupon coupon;
  coupon.coupon_id.bytes[15] = static_cast<std::uint8_t>(number);
  coupon.coupon_of = promotion(1);
  coupon.used = used;
  coupon.value = {used ? value : 0};
  return coupon;
}

std::vector<Reward> keeps(std::int64_t count) {
  Reward reward;
  reward.reward = RewardKind::coupons;
  reward.count = count;
  reward.coupon_of = promotion(1);
  return {reward};
}

// A sale's returns one after the other, each from what the ones before it left.
struct Returns {
  RefundRequest request;
  Money refunded, deducted, debt;
  std::map<CouponId, Money> by_coupon;

  RefundPlan take(Money refund, std::int64_t kept) {
    RefundPlan plan;
    plan.refund = refund;
    take_coupons(request, keeps(kept), plan);
    refunded += refund;
    deducted += plan.deducted.value_or(Money{});
    debt = plan.coupon_debt.value_or(Money{});
    for (const TakenCoupon& taken : plan.coupons.value_or(std::vector<TakenCoupon>{})) {
      by_coupon[taken.coupon_id] += taken.deducted;
      for (EarnedCoupon& coupon : *request.earned_coupons)
        if (coupon.coupon_id == taken.coupon_id) {
          coupon.taken_back = true;
          coupon.value = taken.value;
          coupon.deducted += taken.deducted;
        }
    }
    return plan;
  }
};

TEST(UsedCoupons, ThoseNotUsedAreTakenFirst) {
  Returns returns;
  returns.request.earned_coupons = {earned(1, true, 500), earned(2, false, 0), earned(3, true, 300)};
  const RefundPlan first = returns.take({1000}, 2);
  ASSERT_EQ(first.coupons->size(), 1u);
  EXPECT_EQ(first.coupons->front().coupon_id, (*returns.request.earned_coupons)[1].coupon_id);
  EXPECT_FALSE(first.deducted) << "it was not used";
  EXPECT_EQ(*returns.take({1000}, 1).deducted, Money{500});
  EXPECT_EQ(*returns.take({1000}, 0).deducted, Money{300});
}

TEST(UsedCoupons, NeverBelowZeroAndTheRestWaits) {
  Returns returns;
  returns.request.earned_coupons = {earned(1, true, 500)};
  const RefundPlan first = returns.take({200}, 0);
  EXPECT_EQ(paid_out(first), Money{});
  EXPECT_EQ(*first.coupon_debt, Money{300});
  const RefundPlan second = returns.take({1000}, 0);
  EXPECT_EQ(paid_out(second), Money{700});
  EXPECT_FALSE(second.coupon_debt);
  EXPECT_FALSE(returns.take({1000}, 0).deducted) << "once";
}

TEST(UsedCoupons, WhatCannotBeIsRefused) {
  RefundRequest request;
  request.earned_coupons = {earned(1, true, 500), earned(1, true, 500)};
  EXPECT_FALSE(check_earned_coupons(request)) << "twice";
  request.earned_coupons = {earned(1, true, 500)};
  request.earned_coupons->front().deducted = {100};
  EXPECT_FALSE(check_earned_coupons(request)) << "deducted before it was taken back";
  request.earned_coupons->front().taken_back = true;
  EXPECT_TRUE(check_earned_coupons(request));
  request.earned_coupons->front().deducted = {501};
  EXPECT_FALSE(check_earned_coupons(request)) << "more than it had given";
}

RC_GTEST_PROP(UsedCoupons, PartsAreAsTheWhole, ()) {
  Returns parts, whole;
  const int count = *rc::gen::inRange(1, 6);
  std::vector<EarnedCoupon> coupons;
  for (int i = 1; i <= count; ++i)
    coupons.push_back(earned(i, *rc::gen::inRange(0, 2) == 1, *rc::gen::inRange(1, 1000)));
  parts.request.earned_coupons = whole.request.earned_coupons = coupons;
  std::int64_t kept = count;
  Money sum, most_paid;
  while (kept > 0) {
    kept = *rc::gen::inRange<std::int64_t>(0, kept + 1);
    const Money refund{*rc::gen::inRange(0, 1500)};
    const RefundPlan plan = parts.take(refund, kept);
    sum += refund;
    RC_ASSERT(paid_out(plan).minor >= 0);
    most_paid = std::max(most_paid, sum - parts.deducted - parts.debt);
  }
  whole.take(sum, 0);
  RC_ASSERT(parts.refunded == whole.refunded);
  RC_ASSERT(parts.deducted + parts.debt == whole.deducted + whole.debt);
  if (parts.debt.minor == 0) RC_ASSERT(parts.by_coupon == whole.by_coupon);
  // What was handed out is what some moment justified, and nothing beyond it.
  RC_ASSERT(parts.refunded - parts.deducted == most_paid);
  for (const EarnedCoupon& coupon : *parts.request.earned_coupons) {
    RC_ASSERT(coupon.taken_back && coupon.deducted <= coupon.value);
    RC_ASSERT(coupon.used || coupon.deducted.minor == 0);
  }
}

}  // namespace
}  // namespace huiji::pricing
