// The laws of pricing as properties, and a slow second opinion (Oracle) that tries every choice unit by unit.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <numeric>
#include <set>

#include "pricing/pricing.hpp"
#include "programs/price_cases/case_run.hpp"
#include "programs/price_cases/random_basket.hpp"
#include "promotions/engine/search.hpp"
#include "wire/json.hpp"

namespace huiji::cases {
namespace {

using pricing::Basket;
using pricing::CompiledRules;
using pricing::PricedBasket;
using pricing::PricedLine;
using pricing::Rules;

// More than rapidcheck's hundred, unless somebody asks for another number.
const int set_runs = setenv("RC_PARAMS", "max_success=1500", 0);

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
  RC_ASSERT(gross == priced.gross && net == priced.payable && tax == priced.tax && group_tax == tax);
  RC_ASSERT(given == shares && shares == priced.discount);
  RC_ASSERT(priced.payable <= priced.gross);
  if (!basket.member) RC_ASSERT(priced.points.count == 0);
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
  Basket split;
  split.priced_at = basket.priced_at;
  split.member = basket.member;
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
  rules.promotions.push_back(random_promotion(shrinking(), 50));
  show(rules, basket);
  const Money with = pricing::price(basket, compiled(rules)).payable;
  for (std::size_t i = 0; i < rules.promotions.size(); ++i) {
    Rules fewer = rules;
    fewer.promotions.erase(fewer.promotions.begin() + static_cast<std::ptrdiff_t>(i));
    RC_ASSERT(with <= pricing::price(basket, compiled(fewer)).payable);
  }
}

RC_GTEST_PROP(PricingLaws, AMemberNeverPaysMore, ()) {
  const Rules rules = random_rules(shrinking(), 6);
  Basket basket = random_basket(shrinking(), 8);
  show(rules, basket);
  basket.member.reset();
  const Money stranger = pricing::price(basket, compiled(rules)).payable;
  basket.member = pricing::MemberFacts{MemberId{{1}}, "standard"};
  RC_ASSERT(pricing::price(basket, compiled(rules)).payable <= stranger);
}

// ---- the second opinion ----

struct OracleUnit {
  std::int64_t item = 0, price = 0;
};

// Expands everything to single units and tries every set of unit prices, every order of quantity offers and
// every pick per exclusive group.
class Oracle {
 public:
  Oracle(const Basket& basket, const CompiledRules& rules)
      : goods_(promotions::canonical_goods(basket)),
        book_(rules.book()),
        candidates_(promotions::find_candidates(basket, goods_, rules.book())) {}

  std::int64_t least() {
    std::vector<std::int64_t> net;
    for (const auto& item : goods_.items) net.push_back(item.gross.minor);
    unit_price(0, net);
    return least_;
  }

 private:
  using Nets = std::vector<std::int64_t>;

  const promotions::Offer& offer(const promotions::Candidate& candidate) const {
    return book_.promotions()[static_cast<std::size_t>(candidate.promotion)].offer;
  }
  pricing::Layer layer(const promotions::Candidate& candidate) const {
    return promotions::layer_of(offer(candidate));
  }
  static bool holds(const promotions::Candidate& candidate, std::int64_t item) {
    return std::count(candidate.items.begin(), candidate.items.end(), item) > 0;
  }

  // Per item the shelf price or any offer's price below it.
  void unit_price(std::size_t item, Nets& net) {
    if (item == net.size()) return quantity(net, units_of(net), {});
    const promotions::Item& goods = goods_.items[item];
    unit_price(item + 1, net);
    for (const auto& candidate : candidates_) {
      if (!holds(candidate, static_cast<std::int64_t>(item))) continue;
      if (candidate.promotion >= 0 && layer(candidate) != pricing::Layer::unit_price) continue;
      const std::int64_t payable = candidate.promotion < 0
                                       ? scale(*goods.member_price, goods.quantity, Rounding::half_up).minor
                                       : std::get<0>(offer(candidate))->payable(goods).minor;
      if (payable >= goods.gross.minor) continue;
      net[item] = payable;
      unit_price(item + 1, net);
      net[item] = goods.gross.minor;
    }
  }

  std::vector<OracleUnit> units_of(const Nets& net) const {
    std::vector<OracleUnit> units;
    for (std::size_t i = 0; i < net.size(); ++i)
      for (std::int64_t u = 0; u < goods_.items[i].units; ++u)
        units.push_back({static_cast<std::int64_t>(i),
                         net[i] / goods_.items[i].units + (u < net[i] % goods_.items[i].units)});
    return units;
  }

  void quantity(const Nets& net, const std::vector<OracleUnit>& units,
                const std::set<const promotions::Candidate*>& used) {
    order(0, net, net);
    for (const auto& candidate : candidates_) {
      if (candidate.promotion < 0 || layer(candidate) != pricing::Layer::quantity || used.count(&candidate))
        continue;
      auto next_used = used;
      next_used.insert(&candidate);
      apply(candidate, net, units, next_used);
    }
  }

  // One unit a run, dearest first; the same units the engine would name, found one by one.
  void apply(const promotions::Candidate& candidate, const Nets& net, const std::vector<OracleUnit>& units,
             const std::set<const promotions::Candidate*>& used) {
    std::vector<OracleUnit> mine, rest;
    for (const OracleUnit& unit : units) (holds(candidate, unit.item) ? mine : rest).push_back(unit);
    std::stable_sort(mine.begin(), mine.end(),
                     [](const OracleUnit& a, const OracleUnit& b) { return a.price > b.price; });
    std::vector<promotions::UnitRun> runs;
    for (const OracleUnit& unit : mine) runs.push_back({static_cast<int>(unit.item), {unit.price}, 1});
    promotions::Taken taken;
    std::get<1>(offer(candidate))->take(runs, taken);
    if (taken.discount.minor == 0) return;
    std::vector<Money> weights(net.size());
    for (std::size_t u = 0; u < mine.size(); ++u) {
      if (taken.consumed[u] == 0) rest.push_back(mine[u]);
      weights[static_cast<std::size_t>(mine[u].item)].minor += mine[u].price * taken.consumed[u];
    }
    Nets next = net;
    const auto parts = allocate(taken.discount, weights);
    for (std::size_t i = 0; i < next.size(); ++i) next[i] -= parts[i].minor;
    quantity(next, rest, used);
  }

  void order(int group, const Nets& entry, const Nets& left) {
    if (group > 9) {
      least_ = std::min(least_, std::accumulate(left.begin(), left.end(), std::int64_t{0}));
      return;
    }
    order(group + 1, entry, left);
    for (const auto& candidate : candidates_) {
      if (candidate.promotion < 0 || layer(candidate) != pricing::Layer::order) continue;
      const auto& promotion = *std::get<2>(offer(candidate));
      if (promotion.exclusive_group() != group) continue;
      std::int64_t amount = 0, available = 0;
      std::vector<Money> weights(left.size());
      for (int item : candidate.items) {
        amount += entry[static_cast<std::size_t>(item)];
        available += left[static_cast<std::size_t>(item)];
        weights[static_cast<std::size_t>(item)].minor = left[static_cast<std::size_t>(item)];
      }
      const std::int64_t off = std::min(promotion.reduction({amount}).amount.minor, available);
      if (off <= 0) continue;
      Nets next = left;
      const auto parts = allocate({off}, weights);
      for (std::size_t i = 0; i < next.size(); ++i) next[i] -= parts[i].minor;
      order(group + 1, entry, next);
    }
  }

  promotions::Goods goods_;
  const promotions::RuleBook& book_;
  std::vector<promotions::Candidate> candidates_;
  std::int64_t least_ = INT64_MAX;
};

RC_GTEST_PROP(PricingLaws, ThePriceIsTheLeastOfAllChoices, ()) {
  const Rules rules = random_rules(shrinking(), 5);
  const Basket basket = random_basket(shrinking(), 5);
  show(rules, basket);
  const CompiledRules book = compiled(rules);
  RC_ASSERT(pricing::price(basket, book).payable.minor == Oracle(basket, book).least());
}

TEST(Search, StopsAtItsLimitWithAPriceAndSaysSo) {
  const Draw draw = draw_from_seed(7);
  const ShopSize size{.products = 60, .categories = 3, .promotions = 80, .lines = 60};
  const CompiledRules book = compiled(shop_rules(draw, size));
  const Basket basket = shop_basket(draw, size);
  const auto goods = promotions::canonical_goods(basket);
  const auto candidates = promotions::find_candidates(basket, goods, book.book());
  const auto hasty = promotions::choose(goods, candidates, book.book(), 1);
  const auto patient = promotions::choose(goods, candidates, book.book(), 400'000);
  EXPECT_FALSE(hasty.optimal);
  EXPECT_LT(hasty.steps, patient.steps);
  EXPECT_LE(patient.payable, hasty.payable);
  EXPECT_LE(hasty.payable, pricing::price(basket, compiled({})).payable);
}

// ---- refunds ----

struct Totals {
  Money refund, tax, gross;
  Points points;
};

void add(Totals& totals, const pricing::RefundPlan& plan) {
  totals.refund += plan.refund, totals.tax += plan.tax, totals.gross += plan.gross;
  totals.points += plan.points_back;
}

// Returns everything in random steps; checks each step.
Totals return_all(const Basket& basket, const PricedBasket& priced, const pricing::PointsRule& points,
                  const Draw& draw) {
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
    const auto request = refund_request(basket, priced, points, before, now);
    RC_ASSERT(pricing::check_refund(request));
    const pricing::RefundPlan plan = pricing::refund(request);
    RC_ASSERT(plan.refund.minor >= 0 && plan.tax <= plan.refund && plan.refund <= plan.gross);
    RC_ASSERT(plan.points_back.count >= 0);
    add(totals, plan);
    RC_ASSERT(totals.refund <= priced.payable);
    for (std::size_t i = 0; i < now.size(); ++i) before[i] += now[i];
  }
}

RC_GTEST_PROP(RefundLaws, EveryWayOfReturningGivesBackWhatWasPaid, ()) {
  const Rules rules = random_rules(shrinking(), 6);
  const Basket basket = random_basket(shrinking(), 8);
  show(rules, basket);
  const PricedBasket priced = pricing::price(basket, compiled(rules));
  const Draw draw = draw_from_seed(*rc::gen::arbitrary<std::uint64_t>());
  const Totals totals = return_all(basket, priced, rules.points, draw);
  RC_ASSERT(totals.refund == priced.payable);
  RC_ASSERT(totals.tax == priced.tax);
  RC_ASSERT(totals.gross == priced.gross);
  RC_ASSERT(totals.points == priced.points);
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
}

}  // namespace
}  // namespace huiji::cases
