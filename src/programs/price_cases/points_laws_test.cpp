// The laws of 积分抵现 and of what earns no points, each against a plain second computation.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <numeric>

#include "pricing/pricing.hpp"
#include "programs/price_cases/case_run.hpp"
#include "programs/price_cases/random_basket.hpp"
#include "wire/json.hpp"

namespace huiji::cases {
namespace {

using pricing::Basket;
using pricing::PricedBasket;
using pricing::Rules;

Draw shrinking() {
  return [](std::int64_t low, std::int64_t high) {
    return *rc::gen::resize(rc::kNominalSize, rc::gen::inRange<std::int64_t>(low, high + 1));
  };
}

PricedBasket priced_by(const Rules& rules, const Basket& basket) {
  return pricing::price(basket, *pricing::compile(rules));
}

struct Sale {
  Rules rules;
  Basket basket;
};

// A member before the till of a shop that takes points.
Sale sale_with_points() {
  Sale sale;
  do sale.rules = random_rules(shrinking(), 4);
  while (!sale.rules.points_payment);
  do sale.basket = random_basket(shrinking(), 6);
  while (!sale.basket.member);
  if (!sale.basket.spend_points) sale.basket.spend_points = Points{shrinking()(1, 600)};
  RC_LOG() << wire::to_json(sale.rules) << "\n" << wire::to_json(sale.basket) << "\n";
  return sale;
}

const pricing::AppliedPromotion* points_layer(const PricedBasket& priced) {
  for (const auto& applied : priced.promotions)
    if (applied.layer == pricing::Layer::points) return &applied;
  return nullptr;
}

// What the discountable goods cost before points.
std::int64_t base_of(const Basket& basket, const PricedBasket& priced) {
  std::int64_t base = 0;
  for (std::size_t i = 0; i < priced.lines.size(); ++i) {
    if (!basket.lines[i].discountable) continue;
    base += priced.lines[i].net.minor;
    for (const auto& share : priced.lines[i].allocations)
      if (share.layer >= pricing::Layer::points) base += share.amount.minor;
  }
  return base;
}

// Step by step, as a cashier would count.
std::int64_t steps_counted(const pricing::PointsPayment& rule, std::int64_t base, std::int64_t points) {
  std::int64_t steps = 0;
  for (std::int64_t next = 1;; ++next) {
    const std::int64_t money = next * rule.value.minor;
    if (next * rule.points > points || money * 10'000 > base * rule.cap.basis_points) break;
    if (rule.cap_amount && money > rule.cap_amount->minor) break;
    steps = next;
  }
  return steps * rule.points < rule.minimum.count ? 0 : steps;
}

RC_GTEST_PROP(PointsLaws, WholeStepsWithinCapsAndBalanceOffDiscountableGoods, ()) {
  const auto [rules, basket] = sale_with_points();
  const PricedBasket priced = priced_by(rules, basket);
  const auto& rule = *rules.points_payment;
  const auto* layer = points_layer(priced);
  const std::int64_t paid = layer ? layer->points->count : 0;
  const std::int64_t exchanged = priced.points_spent.value_or(Points{}).count - paid;
  const std::int64_t base = base_of(basket, priced);
  std::int64_t held = 1'000'000;
  if (basket.member->points) held = std::max<std::int64_t>(basket.member->points->count - exchanged, 0);
  const std::int64_t steps = steps_counted(rule, base, std::min(held, basket.spend_points->count));
  RC_ASSERT(paid == steps * rule.points);
  RC_ASSERT((layer ? layer->amount.minor : 0) == steps * rule.value.minor);
  const std::int64_t most = steps_counted(rule, base, held);
  RC_ASSERT(priced.points_payable ==
            (pricing::PointsPayable{{most * rule.points}, {most * rule.value.minor}}));
  Money shared;
  for (std::size_t i = 0; i < priced.lines.size(); ++i)
    for (const auto& share : priced.lines[i].allocations) {
      if (share.layer != pricing::Layer::points) continue;
      RC_ASSERT(basket.lines[i].discountable);
      shared += share.amount;
    }
  RC_ASSERT(shared.minor == steps * rule.value.minor);
  RC_TAG(layer ? (steps < most ? "some" : "most") : "none");
}

// Cash and the worth of the points together are what the basket costs without points, rounding of cash
// included: so the search need not know of points, and an offer more never raises the sum.
RC_GTEST_PROP(PointsLaws, PointsChangeHowItIsPaidAndNotHowMuch, ()) {
  auto [rules, basket] = sale_with_points();
  if (shrinking()(0, 1)) {
    rules.rounding = pricing::RoundingRule{{10}, {"cash"}};
    basket.tender = "cash";
  }
  const PricedBasket with = priced_by(rules, basket);
  Basket plain = basket;
  plain.spend_points.reset();
  RC_ASSERT(pricing::value_paid(with) == priced_by(rules, plain).payable);
  rules.promotions.push_back(random_promotion(shrinking(), kAddedPromotion));
  const PricedBasket more = priced_by(rules, basket);
  RC_ASSERT(pricing::value_paid(more) - more.certificate.gap <= pricing::value_paid(with));
}

RC_GTEST_PROP(PointsLaws, AShopWithoutItPricesAsBefore, ()) {
  auto [rules, basket] = sale_with_points();
  rules.points_payment.reset();
  Basket plain = basket;
  plain.spend_points.reset();
  const PricedBasket priced = priced_by(rules, basket);
  RC_ASSERT(!priced.points_payable);
  RC_ASSERT(pricing::digest(priced) == pricing::digest(priced_by(rules, plain)));
}

RC_GTEST_PROP(PointsLaws, NobodyPaysWithPointsOfNobody, ()) {
  auto [rules, basket] = sale_with_points();
  basket.member.reset();
  const PricedBasket priced = priced_by(rules, basket);
  RC_ASSERT(!priced.points_payable && !points_layer(priced));
}

std::int64_t fixed_points(const PricedBasket& priced) {
  std::int64_t fixed = 0;
  if (priced.rewards)
    for (const auto& reward : *priced.rewards)
      if (reward.reward == pricing::RewardKind::points) fixed += reward.count;
  return fixed;
}

RC_GTEST_PROP(PointsLaws, BonusMoneyEarnsNothingAndIsRoundedOnce, ()) {
  auto [rules, basket] = sale_with_points();
  basket.bonus_tender = Money{shrinking()(-100, 6000)};
  const PricedBasket priced = priced_by(rules, basket);
  const std::int64_t payable = priced.payable.minor;
  const std::int64_t bonus = std::clamp<std::int64_t>(basket.bonus_tender->minor, 0, payable);
  std::int64_t weighted = 0;
  for (const auto& line : priced.lines) weighted += line.net.minor * line.points_percent.value_or(100);
  std::int64_t earned = weighted * rules.points.points_per_yuan / 10'000;
  if (payable > 0) earned = weighted * rules.points.points_per_yuan * (payable - bonus) / (payable * 10'000);
  RC_ASSERT(priced.points.count == earned + fixed_points(priced));
  PricedBasket without = priced_by(rules, [&] {
    Basket plain = basket;
    plain.bonus_tender.reset();
    return plain;
  }());
  RC_ASSERT(without.points >= priced.points);
  without.points = priced.points;
  RC_ASSERT(wire::to_json(without) == wire::to_json(priced));  // bonus money changes no price
}

// Piece goods, so that the exact fraction can be written down: every part of a sale, by the formula.
RC_GTEST_PROP(PointsLaws, SpentPointsComeBackWithTheGoodsThatBoreThem, ()) {
  auto [rules, basket] = sale_with_points();
  std::erase_if(basket.lines, [](const auto& line) { return line.by_weight; });
  const PricedBasket priced = priced_by(rules, basket);
  std::vector<Quantity> none(basket.lines.size()), now = none;
  for (std::size_t i = 0; i < now.size(); ++i)
    now[i] = pieces(shrinking()(0, basket.lines[i].quantity.thousandths / 1000));
  const auto plan = pricing::refund(refund_request(basket, priced, rules.points, none, now));
  std::int64_t expected = 0;
  for (const auto& applied : priced.promotions) {
    if (!applied.points) continue;
    std::int64_t whole = 0, back = 0;  // in sixtieths: a line has at most five pieces
    for (std::size_t i = 0; i < now.size(); ++i)
      for (const auto& share : priced.lines[i].allocations)
        if (share.promotion_id == applied.promotion_id) {
          whole += share.amount.minor * 60;
          back += share.amount.minor * 60 * now[i].thousandths / basket.lines[i].quantity.thousandths;
        }
    expected += applied.points->count * back / whole;
  }
  RC_ASSERT(plan.points_returned.value_or(Points{}).count == expected);
}

}  // namespace
}  // namespace huiji::cases
