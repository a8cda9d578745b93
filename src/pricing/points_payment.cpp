#include "pricing/points_payment.hpp"

#include <algorithm>

#include "pricing/pricing_errors.hpp"
#include "pricing/sentences.hpp"

namespace huiji::pricing {

static constexpr std::int64_t kWhole_basis_points = 10'000;

// The fewest that the rule lets anybody spend.
static std::int64_t least_steps(const PointsPayment& rule) {
  const std::int64_t whole = rule.minimum.count / rule.points;
  return std::max<std::int64_t>(whole + (whole * rule.points < rule.minimum.count), 1);
}

Result<Done> check_points_payment(const Rules& rules) {
  if (!rules.points_payment) return Done{};
  const PointsPayment& rule = *rules.points_payment;
  if (rule.points < 1 || rule.points > kMoneyLimit || rule.value.minor < 1 || rule.value.minor > kMoneyLimit)
    return points_step_senseless;
  if (rule.minimum.count < 0 || least_steps(rule) > kMoneyLimit / rule.value.minor)
    return points_minimum_senseless;
  if (rule.cap.basis_points < 1 || rule.cap.basis_points > kWhole_basis_points) return points_cap_senseless;
  if (rule.cap_amount && *rule.cap_amount < rule.value) return points_cap_senseless;
  if (rules.rounding && rule.value.minor % rules.rounding->unit.minor != 0) return points_step_rounded;
  return Done{};
}

PointsPayable most_payable(const PointsPayment& rule, Money base, std::optional<Points> spendable) {
  Money most = scale(base, rule.cap, Rounding::down);
  if (rule.cap_amount) most = std::min(most, *rule.cap_amount);
  const std::int64_t points = spendable ? spendable->count : kMoneyLimit;
  const std::int64_t steps = std::min(most.minor / rule.value.minor, points / rule.points);
  if (steps <= 0 || steps * rule.points < rule.minimum.count) return {};
  return {{steps * rule.points}, {steps * rule.value.minor}};
}

std::optional<Points> spendable_points(const Basket& basket, Points exchanged) {
  if (!basket.member || !basket.member->points) return std::nullopt;
  return std::max(*basket.member->points - exchanged, Points{});
}

Points points_of_promotions(const PricedBasket& priced) {
  Points spent;
  for (const AppliedPromotion& promotion : priced.promotions)
    if (promotion.points) spent += *promotion.points;
  return spent;
}

// ---- why fewer than wanted ----

static Points points_paid(const PricedBasket& priced) {
  for (const AppliedPromotion& promotion : priced.promotions)
    if (promotion.layer == Layer::points) return promotion.points.value_or(Points{});
  return {};
}

static PointsPayable least_payable(const PointsPayment& rule) {
  const std::int64_t steps = least_steps(rule);
  return {{steps * rule.points}, {steps * rule.value.minor}};
}

static std::optional<NotGivenReason> reason_for_fewer(const PointsPayment& rule, Points wanted, Points spent,
                                                      std::optional<Points> held) {
  const auto whole = [&](Points points) { return points.count / rule.points * rule.points; };
  const Points least = least_payable(rule).most;
  if (wanted < least) return NotGivenReason::points_minimum;
  if (spent.count == whole(wanted)) return std::nullopt;
  if (held && (*held < least || whole(*held) == spent.count)) return NotGivenReason::points_held;
  return NotGivenReason::points_capped;
}

std::optional<NotGiven> points_not_given(const Basket& basket, const CompiledRules& rules,
                                         const PricedBasket& priced) {
  if (!basket.spend_points || basket.spend_points->count <= 0 || !rules.points_payment()) return std::nullopt;
  const PointsPayment& rule = *rules.points_payment();
  const Points spent = points_paid(priced);
  const auto held = spendable_points(basket, points_of_promotions(priced) - spent);
  std::optional<NotGivenReason> reason = NotGivenReason::members_only;
  if (basket.member) reason = reason_for_fewer(rule, *basket.spend_points, spent, held);
  if (!reason) return std::nullopt;
  NotGiven out;
  out.promotion_id = kPointsPaymentOffer.id;
  out.kind = kPointsPaymentOffer.kind;
  out.name = kPointsPaymentOffer.name;
  out.reason = *reason;
  if (*reason == NotGivenReason::points_minimum) out.points = least_payable(rule);
  if (*reason == NotGivenReason::points_capped) out.points = priced.points_payable;
  if (*reason == NotGivenReason::points_held) out.points = PointsPayable{*held, priced.points_payable->value};
  const Sentence words = points_not_given_sentence(out, rule);
  out.text_zh = words.zh;
  out.text_en = words.en;
  return out;
}

}  // namespace huiji::pricing
