#include "pricing/refund_coupons.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "pricing/pricing_errors.hpp"

namespace huiji::pricing {

Result<Done> check_earned_coupons(const RefundRequest& request) {
  if (!request.earned_coupons) return Done{};
  const Refusal broken(sold_line_broken, {{"line", "0"}});
  __int128 sum = 0;
  std::set<CouponId> seen;
  for (const EarnedCoupon& coupon : *request.earned_coupons) {
    sum += coupon.value.minor;
    const bool positive = coupon.value.minor >= 0 && coupon.deducted.minor >= 0;
    if (!positive || coupon.value < coupon.deducted || sum > kMoneyLimit ||
        (!coupon.taken_back && coupon.deducted.minor > 0) || !seen.insert(coupon.coupon_id).second)
      return broken;
  }
  return Done{};
}

// How many coupons of each promotion the customer has too many when the goods are gone.
static std::map<PromotionId, std::int64_t> due_of(const std::vector<EarnedCoupon>& earned,
                                                  const std::vector<Reward>& kept) {
  std::map<PromotionId, std::int64_t> due;
  for (const EarnedCoupon& coupon : earned) due[coupon.coupon_of] += coupon.taken_back ? 0 : 1;
  for (const Reward& reward : kept)
    if (reward.reward == RewardKind::coupons && reward.coupon_of) due[*reward.coupon_of] -= reward.count;
  return due;
}

static std::set<CouponId> chosen_of(const std::vector<EarnedCoupon>& earned,
                                    const std::vector<Reward>& kept) {
  auto due = due_of(earned, kept);
  std::set<CouponId> chosen;
  for (const bool used : {false, true})
    for (const EarnedCoupon& coupon : earned)
      if (coupon.used == used && !coupon.taken_back && due[coupon.coupon_of] > 0) {
        --due[coupon.coupon_of];
        chosen.insert(coupon.coupon_id);
      }
  return chosen;
}

static std::optional<Money> above_zero(Money amount) {
  return amount.minor > 0 ? std::optional(amount) : std::nullopt;
}

void take_coupons(const RefundRequest& request, const std::vector<Reward>& kept, RefundPlan& plan) {
  if (!request.earned_coupons) return;
  const auto chosen = chosen_of(*request.earned_coupons, kept);
  std::vector<TakenCoupon> taken;
  Money deducted, debt;
  for (const EarnedCoupon& coupon : *request.earned_coupons) {
    const bool now = chosen.contains(coupon.coupon_id);
    if (!now && !coupon.taken_back) continue;
    const Money owed = coupon.value - coupon.deducted;
    const Money part = std::min(owed, plan.refund - deducted);
    deducted += part;
    debt += owed - part;
    if (now || part.minor > 0) taken.push_back({coupon.coupon_id, coupon.coupon_of, coupon.value, part});
  }
  if (!taken.empty()) plan.coupons = std::move(taken);
  plan.deducted = above_zero(deducted);
  plan.coupon_debt = above_zero(debt);
}

}  // namespace huiji::pricing
