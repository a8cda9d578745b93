// The laws of pricing as properties, and beside a slow second opinion that tries every choice.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <numeric>
#include <set>

#include "pricing/pricing.hpp"
#include "programs/price_cases/case_run.hpp"
#include "programs/price_cases/oracle.hpp"
#include "programs/price_cases/random_basket.hpp"
#include "promotions/engine/gate.hpp"
#include "promotions/engine/plays_part.hpp"
#include "promotions/engine/region_order.hpp"
#include "promotions/promotions.hpp"
#include "wire/json.hpp"

namespace huiji::cases {
namespace {

using pricing::Basket;
using pricing::CompiledRules;
using pricing::PricedBasket;
using pricing::PricedLine;
using pricing::Rules;

// More than rapidcheck's hundred, and the same ones each time, unless somebody asks for others: a longer run
// with RC_PARAMS="max_success=100000" draws new ones.
const int set_runs = setenv("RC_PARAMS", "max_success=1500 seed=20261126", 0);

Draw shrinking() {
  return [](std::int64_t low, std::int64_t high) {
    return *rc::gen::resize(rc::kNominalSize, rc::gen::inRange<std::int64_t>(low, high + 1));
  };
}

CompiledRules compiled(const Rules& rules) {
  auto result = pricing::compile(rules);
  if (!result) throw std::logic_error(result.refusal().text(false));
  return *result;
}

void show(const Rules& rules, const Basket& basket) {
  RC_LOG() << wire::to_json(rules) << "\n" << wire::to_json(basket) << "\n";
}

std::map<std::string, std::string> by_line(const PricedBasket& priced) {
  std::map<std::string, std::string> lines;
  for (const PricedLine& line : priced.lines) lines[line.line] = wire::to_json(line);
  return lines;
}

RC_GTEST_PROP(PricingLaws, NothingIsLostAndNothingIsBelowZero, ()) {
  const Rules rules = random_rules(shrinking(), 6);
  const Basket basket = random_basket(shrinking(), 8);
  show(rules, basket);
  const PricedBasket priced = pricing::price(basket, compiled(rules));
  Money gross, net, tax, shares, given, group_tax;
  for (const PricedLine& line : priced.lines) {
    RC_ASSERT(line.net.minor >= 0 && line.net <= line.gross);
    Money own;
    for (const auto& share : line.allocations) {
      RC_ASSERT(share.amount.minor > 0);
      RC_ASSERT(share.units.thousandths > 0);
      own += share.amount;
    }
    RC_ASSERT(own == line.discount && line.gross - own == line.net);
    gross += line.gross, net += line.net, tax += line.tax, shares += own;
  }
  for (const auto& promotion : priced.promotions) given += promotion.amount;
  for (const auto& group : priced.tax_groups) {
    RC_ASSERT(group.tax == tax_contained(group.net_with_tax, group.rate));
    group_tax += group.tax;
  }
  if (priced.delivery) {
    RC_ASSERT(priced.delivery->net.minor >= 0);
    given -= priced.delivery->discount;
    net += priced.delivery->net;
  }
  RC_ASSERT(gross == priced.gross && net == priced.payable && tax == priced.tax && group_tax == tax);
  RC_ASSERT(given == shares && shares == priced.discount);
  RC_ASSERT(priced.payable <= priced.gross + (basket.delivery ? basket.delivery->fee : Money{}));
  const Points spent = priced.points_spent.value_or(Points{});
  RC_ASSERT(spent.count == 0 || basket.member);
  if (basket.member && basket.member->points) RC_ASSERT(spent <= *basket.member->points);
  if (!basket.member) RC_ASSERT(priced.points.count == 0);
}

// What the laboratory rests on when it leaves baskets out.
RC_GTEST_PROP(PricingLaws, APromotionThatPlaysNoPartChangesNoByte, ()) {
  Rules rules = random_rules(shrinking(), 6);
  const Basket basket = random_basket(shrinking(), 8);
  const auto number = *rc::gen::inRange(1, 100);  // before, among or behind the others
  const pricing::Promotion further = random_promotion(shrinking(), number);
  std::erase_if(rules.promotions, [&](const auto& own) { return own.promotion_id == further.promotion_id; });
  show(rules, basket);
  RC_LOG() << wire::to_json(further) << "\n";
  Rules alone, with = rules;
  alone.promotions = {further};
  with.promotions.push_back(further);
  const bool plays = promotions::plays_part(basket, compiled(alone).book());
  RC_CLASSIFY(plays, "plays a part");
  RC_PRE(!plays);
  RC_ASSERT(wire::to_json(pricing::price(basket, compiled(with))) ==
            wire::to_json(pricing::price(basket, compiled(rules))));
}

TEST(RandomPromotions, AreOfEveryKind) {
  std::vector<std::string> kinds;
  for (const auto& kind : promotions::describe_kinds().kinds) kinds.push_back(kind.kind);
  EXPECT_EQ(random_kinds(), kinds);
}

RC_GTEST_PROP(PricingLaws, TheOrderOfScansAndRulesDoesNotMatter, ()) {
  Rules rules = random_rules(shrinking(), 6);
  Basket basket = random_basket(shrinking(), 8);
  show(rules, basket);
  const PricedBasket before = pricing::price(basket, compiled(rules));
  const Draw draw = draw_from_seed(*rc::gen::arbitrary<std::uint64_t>());
  const auto shuffle = [&](auto& list) {
    for (std::size_t i = list.size(); i > 1; --i)
      std::swap(list[i - 1], list[static_cast<std::size_t>(draw(0, static_cast<std::int64_t>(i) - 1))]);
  };
  shuffle(rules.promotions);
  shuffle(basket.lines);
  PricedBasket after = pricing::price(basket, compiled(rules));
  RC_ASSERT(by_line(after) == by_line(before));
  after.lines = before.lines;
  RC_ASSERT(wire::to_json(after) == wire::to_json(before));
}

// Piece goods only: each weighing has a label with an amount of its own.
RC_GTEST_PROP(PricingLaws, SplittingALineChangesNothingInTotal, ()) {
  const Rules rules = random_rules(shrinking(), 6);
  const Basket basket = random_basket(shrinking(), 6);
  show(rules, basket);
  Basket split = basket;
  split.lines.clear();
  for (const auto& line : basket.lines) {
    auto first = line, second = line;
    const auto pieces_in_line = line.quantity.thousandths / 1000;
    if (line.by_weight || pieces_in_line < 2) {
      split.lines.push_back(line);
      continue;
    }
    first.quantity = pieces(*rc::gen::inRange<std::int64_t>(1, pieces_in_line));
    second.quantity -= first.quantity;
    second.line += "b";
    split.lines.push_back(second);
    split.lines.push_back(first);
  }
  const PricedBasket whole = pricing::price(basket, compiled(rules)),
                     parts = pricing::price(split, compiled(rules));
  RC_ASSERT(parts.payable == whole.payable && parts.tax == whole.tax && parts.points == whole.points);
  RC_ASSERT(parts.promotions.size() == whole.promotions.size());
  for (std::size_t i = 0; i < parts.promotions.size(); ++i)
    RC_ASSERT(wire::to_json(parts.promotions[i]) == wire::to_json(whole.promotions[i]));
}

RC_GTEST_PROP(PricingLaws, OneMoreOfferNeverRaisesThePrice, ()) {
  Rules rules = random_rules(shrinking(), 6);
  const Basket basket = random_basket(shrinking(), 8);
  rules.promotions.push_back(random_promotion(shrinking(), kAddedPromotion));
  show(rules, basket);
  const PricedBasket all = pricing::price(basket, compiled(rules));
  RC_ASSERT(all.certificate.optimal == (all.certificate.gap == Money{}));
  const Money with = pricing::value_paid(all) - all.certificate.gap;  // proven least: the gap is nothing
  for (std::size_t i = 0; i < rules.promotions.size(); ++i) {
    Rules fewer = rules;
    fewer.promotions.erase(fewer.promotions.begin() + static_cast<std::ptrdiff_t>(i));
    RC_ASSERT(with <= pricing::value_paid(pricing::price(basket, compiled(fewer))));
  }
}

RC_GTEST_PROP(PricingLaws, AMemberNeverPaysMore, ()) {
  const Rules rules = random_rules(shrinking(), 6);
  Basket basket = random_basket(shrinking(), 8);
  show(rules, basket);
  basket.member.reset();
  const Money stranger = pricing::price(basket, compiled(rules)).payable;
  basket.member = pricing::MemberFacts{MemberId{{1}}, "standard"};
  RC_ASSERT(pricing::value_paid(pricing::price(basket, compiled(rules))) <= stranger);
}

// ---- the second opinion ----

RC_GTEST_PROP(PricingLaws, ThePriceIsTheLeastOfAllChoices, ()) {
  const Rules rules = random_rules(shrinking(), 5);
  const Basket basket = random_basket(shrinking(), 5);
  show(rules, basket);
  const CompiledRules book = compiled(rules);
  const auto least = least_of_all_choices(basket, book, 200'000);
  if (!least) RC_DISCARD("too many choices");
  const PricedBasket priced = pricing::price(basket, book);
  RC_ASSERT(priced.certificate.optimal);
  RC_ASSERT(pricing::value_paid(priced) == *least);
}

TEST(Search, StopsAtItsLimitWithAPriceAndSaysSo) {
  const Draw draw = draw_from_seed(7);
  const ShopSize size{.products = 60, .categories = 3, .promotions = 80, .lines = 60};
  const CompiledRules book = compiled(shop_rules(draw, size));
  const Basket basket = shop_basket(draw, size);
  const auto goods = promotions::canonical_goods(basket);
  const auto candidates = promotions::find_candidates(basket, goods, book.book());
  const auto problem = promotions::make_problem(basket, goods, candidates, book.book());
  const auto hasty = promotions::choose(problem, 1);
  const auto patient = promotions::choose(problem, 4'000'000);
  EXPECT_FALSE(hasty.optimal);
  EXPECT_LT(hasty.steps, patient.steps);
  EXPECT_LE(patient.payable, hasty.payable);
  EXPECT_LE(hasty.payable - hasty.gap, patient.payable);
  EXPECT_LE(hasty.payable, pricing::price(basket, compiled({})).payable);
}

// ---- explanations ----

// Real goods of the promotion's scope at exactly the amount that the hint names, or one more of its product.
std::vector<pricing::BasketLine> followed(const pricing::NearMiss& near, const Basket& basket,
                                          const CompiledRules& book) {
  std::vector<pricing::BasketLine> ways;
  const promotions::CompiledPromotion* compiled = nullptr;
  for (const auto& one : book.book().promotions())
    if (one.promotion.promotion_id == near.promotion_id) compiled = &one;
  for (pricing::BasketLine line : basket.lines) {
    const bool in_scope = promotions::roles_of(*compiled, line) == promotions::kScopeRole;
    if (near.add_units ? line.product_id != *near.product_id || line.by_weight : !in_scope) continue;
    line.line = "followed";
    line.quantity = pieces(near.add_units.value_or(1));
    line.markdown_price.reset(), line.manual_price.reset(), line.best_before.reset();
    if (near.add_amount) {
      line.by_weight = false;
      line.unit_price = *near.add_amount;
      line.label_amount.reset(), line.member_price.reset(), line.floor_price.reset();
    }
    ways.push_back(std::move(line));
  }
  return ways;
}

RC_GTEST_PROP(ExplanationLaws, AHintIsTrueWhenItIsFollowed, ()) {
  const Rules rules = random_rules(shrinking(), 5);
  const Basket basket = random_basket(shrinking(), 5);
  show(rules, basket);
  const CompiledRules book = compiled(rules);
  const PricedBasket priced = pricing::price(basket, book);
  for (const pricing::NearMiss& near : pricing::explain(basket, book).near_misses) {
    RC_ASSERT(near.gain.minor > 0);
    for (const pricing::BasketLine& line : followed(near, basket, book)) {
      Basket more = basket;
      more.lines.push_back(line);
      RC_LOG() << wire::to_json(near) << "\n" << wire::to_json(line) << "\n";
      const PricedBasket after = pricing::price(more, book);
      RC_ASSERT(after.certificate.optimal);
      RC_ASSERT(pricing::value_paid(after) <=
                pricing::value_paid(priced) + promotions::line_gross(line) - near.gain);
    }
  }
}

RC_GTEST_PROP(ExplanationLaws, WhatWasNotGivenCostsNoLessAndAllIsExplained, ()) {
  const Rules rules = random_rules(shrinking(), 6);
  const Basket basket = random_basket(shrinking(), 6);
  show(rules, basket);
  const CompiledRules book = compiled(rules);
  const PricedBasket priced = pricing::price(basket, book);
  const pricing::Explanation why = pricing::explain(basket, book);
  for (std::size_t i = 0; i < priced.lines.size(); ++i) {
    Money sum;
    for (const auto& share : why.lines[i].shares) {
      sum += share.amount;
      RC_ASSERT(share.short_zh.starts_with(share.name) && share.text_zh.starts_with(share.short_zh));
      RC_ASSERT(share.short_en.starts_with(share.name) && share.text_en.starts_with(share.short_en));
    }
    RC_ASSERT(sum == priced.lines[i].discount);
  }
  for (const pricing::NotGiven& other : why.not_given) {
    RC_ASSERT(!other.text_zh.empty() && !other.text_en.empty());
    if (other.loss) RC_ASSERT(other.loss->minor >= 0);
    for (const auto& applied : priced.promotions)
      RC_ASSERT(applied.promotion_id != other.promotion_id ||
                (applied.layer == pricing::Layer::points && applied.points < basket.spend_points));
  }
}

// ---- refunds ----

// The delivery is no goods: it is not returned.
Money paid_for_goods(const PricedBasket& priced) {
  return priced.payable - (priced.delivery ? priced.delivery->net : Money{});
}

struct Totals {
  Money refund, tax, gross;
  Points points, returned;
};

void add(Totals& totals, const pricing::RefundPlan& plan) {
  totals.refund += plan.refund, totals.tax += plan.tax, totals.gross += plan.gross;
  totals.points += plan.points_back;
  totals.returned += plan.points_returned.value_or(Points{});
}

// Returns everything in random steps; checks each step.
Totals return_all(const Basket& basket, const PricedBasket& priced, const Rules& rules, const Draw& draw) {
  std::vector<Quantity> before(basket.lines.size());
  Totals totals;
  for (;;) {
    std::vector<Quantity> now(before.size());
    bool left = false;
    for (std::size_t i = 0; i < now.size(); ++i) {
      const Quantity rest = basket.lines[i].quantity - before[i];
      left |= rest.thousandths > 0;
      now[i] = basket.lines[i].by_weight ? Quantity{draw(0, rest.thousandths)}
                                         : pieces(draw(0, rest.thousandths / 1000));
    }
    if (!left) return totals;
    auto request = refund_request(basket, priced, rules.points, before, now);
    if (priced.rewards) request.sold = pricing::SoldBasket{basket, rules, false, {}};
    RC_ASSERT(pricing::check_refund(request));
    const pricing::RefundPlan plan = pricing::refund(request);
    RC_ASSERT(plan.refund.minor >= 0 && plan.tax <= plan.refund && plan.refund <= plan.gross);
    RC_ASSERT(plan.points_back.count >= 0);
    RC_ASSERT(plan.points_returned.has_value() == priced.points_spent.has_value());
    RC_ASSERT(plan.points_returned.value_or(Points{}).count >= 0);
    add(totals, plan);
    RC_ASSERT(totals.refund <= paid_for_goods(priced));
    RC_ASSERT(totals.returned <= priced.points_spent.value_or(Points{}));
    for (std::size_t i = 0; i < now.size(); ++i) before[i] += now[i];
  }
}

RC_GTEST_PROP(RefundLaws, EveryWayOfReturningGivesBackWhatWasPaid, ()) {
  const Rules rules = random_rules(shrinking(), 6);
  const Basket basket = random_basket(shrinking(), 8);
  show(rules, basket);
  const PricedBasket priced = pricing::price(basket, compiled(rules));
  const Draw draw = draw_from_seed(*rc::gen::arbitrary<std::uint64_t>());
  const Totals totals = return_all(basket, priced, rules, draw);
  const Money fee = priced.delivery ? priced.delivery->net : Money{};  // no line's
  RC_ASSERT(totals.refund == priced.payable - fee);
  RC_ASSERT(totals.tax == priced.tax);
  RC_ASSERT(totals.gross == priced.gross);
  RC_ASSERT(totals.points == priced.points);
  RC_ASSERT(totals.returned == priced.points_spent.value_or(Points{}));
}

// Priced again, parts still add up to what was paid, and none is below zero.
RC_GTEST_PROP(RefundLaws, PricedAgainEveryWayGivesBackWhatWasPaid, ()) {
  const Rules rules = random_rules(shrinking(), 5);
  const Basket basket = random_basket(shrinking(), 5);
  show(rules, basket);
  const PricedBasket priced = pricing::price(basket, compiled(rules));
  const Draw draw = draw_from_seed(*rc::gen::arbitrary<std::uint64_t>());
  std::vector<Quantity> before(basket.lines.size());
  Money refunded;
  Points points, returned;
  for (bool left = true; left;) {
    left = false;
    std::vector<Quantity> now(before.size());
    for (std::size_t i = 0; i < now.size(); ++i) {
      const Quantity rest = basket.lines[i].quantity - before[i];
      now[i] = basket.lines[i].by_weight ? Quantity{draw(0, rest.thousandths)}
                                         : pieces(draw(0, rest.thousandths / 1000));
      left |= now[i] < rest;
    }
    auto request = refund_request(basket, priced, rules.points, before, now);
    request.sold = pricing::SoldBasket{basket, rules, true, refunded};
    request.sold->basket.delivery.reset();
    RC_ASSERT(pricing::check_refund(request));
    const pricing::RefundPlan plan = pricing::refund(request);
    for (const auto& line : plan.lines) RC_ASSERT(line.net.minor >= 0 && line.net <= line.gross);
    refunded += plan.refund;
    points += plan.points_back;
    returned += plan.points_returned.value_or(Points{});
    RC_ASSERT(refunded <= paid_for_goods(priced));
    for (std::size_t i = 0; i < now.size(); ++i) before[i] += now[i];
  }
  RC_ASSERT(refunded == paid_for_goods(priced));
  RC_ASSERT(points == priced.points);
  RC_ASSERT(returned == priced.points_spent.value_or(Points{}));
}

// The state decides, not the way there: one step, or the same in two.
RC_GTEST_PROP(RefundLaws, APartIsTheSameInOneStepOrTwo, ()) {
  const Rules rules = random_rules(shrinking(), 4);
  const Basket basket = random_basket(shrinking(), 6);
  show(rules, basket);
  const PricedBasket priced = pricing::price(basket, compiled(rules));
  std::vector<Quantity> none(basket.lines.size()), first = none, second = none, both = none;
  for (std::size_t i = 0; i < none.size(); ++i) {
    const std::int64_t unit = basket.lines[i].by_weight ? 1 : 1000;
    const std::int64_t all = basket.lines[i].quantity.thousandths / unit;
    first[i] = {*rc::gen::inRange<std::int64_t>(0, all + 1) * unit};
    second[i] = {*rc::gen::inRange<std::int64_t>(0, all - first[i].thousandths / unit + 1) * unit};
    both[i] = first[i] + second[i];
  }
  Totals steps, once;
  add(steps, pricing::refund(refund_request(basket, priced, rules.points, none, first)));
  add(steps, pricing::refund(refund_request(basket, priced, rules.points, first, second)));
  add(once, pricing::refund(refund_request(basket, priced, rules.points, none, both)));
  RC_ASSERT(steps.refund == once.refund && steps.tax == once.tax && steps.points == once.points);
  RC_ASSERT(steps.returned == once.returned);
}

}  // namespace
}  // namespace huiji::cases
