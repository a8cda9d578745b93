#include "programs/price_cases/foreign_run.hpp"

#include <algorithm>

#include "kernel/check.hpp"
#include "programs/price_cases/foreign_apply.hpp"
#include "programs/price_cases/foreign_stage.hpp"
#include "promotions/engine/region_order.hpp"

namespace huiji::foreign {

namespace {

using Promotions = std::vector<const Promotion*>;

class CartRun {
 public:
  explicit CartRun(const Case& a_case) : case_(a_case), cart_(open_cart(a_case)) {}

  Outcome run() {
    lower_shelf();
    const Promotions in_cart = by_priority(false);
    for (const Promotion* promotion : in_cart) note_coupon(*promotion);
    if (const Promotion* alone = first_exclusive(in_cart))
      apply_if_held(*alone);
    else
      for (const Promotion* promotion : in_cart) apply_if_held(*promotion);
    if (outcome_.problem.empty()) write_figures();
    return std::move(outcome_);
  }

 private:
  // Higher first, equal ones as they stand in the case.
  Promotions by_priority(bool on_shelf) const {
    Promotions chosen;
    for (const Promotion& promotion : case_.promotions)
      if (promotion.on_shelf() == on_shelf) chosen.push_back(&promotion);
    std::stable_sort(chosen.begin(), chosen.end(),
                     [](const Promotion* a, const Promotion* b) { return a->priority > b->priority; });
    return chosen;
  }

  bool holding(const Promotion& promotion) const { return holds(promotion.conditions, cart_, case_.context); }

  const Promotion* first_exclusive(const Promotions& promotions) const {
    for (const Promotion* promotion : promotions)
      if (promotion->exclusive && holding(*promotion)) return promotion;
    return nullptr;
  }

  // On the shelf an exclusive promotion is alone on the goods that it is for. What holds, and for which
  // goods, is decided before any price is lowered.
  void lower_shelf() {
    Promotions holding_ones;
    for (const Promotion* promotion : by_priority(true))
      if (holding(*promotion)) holding_ones.push_back(promotion);
    std::vector<const Promotion*> alone;
    for (const CartLine& line : cart_.lines) alone.push_back(exclusive_on(line, holding_ones));
    for (const Promotion* promotion : holding_ones) {
      for (std::size_t i = 0; i < alone.size(); ++i)
        cart_.lines[i].set_aside = alone[i] && alone[i] != promotion;
      apply_actions(*promotion);
    }
    for (CartLine& line : cart_.lines) line.set_aside = false;
  }

  static const Promotion* exclusive_on(const CartLine& line, const Promotions& promotions) {
    for (const Promotion* promotion : promotions) {
      if (!promotion->exclusive || !in_scope(promotion->scope, line)) continue;
      for (const Action& action : promotion->actions)
        if (in_scope(action.scope, line)) return promotion;
    }
    return nullptr;
  }

  void apply_if_held(const Promotion& promotion) {
    note_coupon(promotion);
    if (holding(promotion)) apply_actions(promotion);
  }

  void apply_actions(const Promotion& promotion) {
    for (const Action& action : promotion.actions) {
      if (!outcome_.problem.empty()) return;
      if (!holds(action.conditions, cart_, case_.context)) continue;
      if (const auto done = apply(action, promotion.scope, case_.context, cart_); !done)
        outcome_.problem = done.refusal().text(false);
    }
  }

  void note_coupon(const Promotion& promotion) {
    outcome_.coupon_accepted |= promotion.conditions.coupon && holding(promotion);
  }

  // ---- what came out ----

  void write_figures() {
    Money item_total, discount, with_tax = cart_.delivery_left;
    std::vector<Taxed> taxed;
    for (const CartLine& line : cart_.lines) {
      item_total += line.list_amount();
      discount += line.discount();
      with_tax += line.left() + scale(line.left(), line.tax, Rounding::half_up);
      taxed.push_back({line.left(), line.tax});
      write_line(line);
    }
    const auto totals = add_up(taxed, cart_.delivery_left);
    if (!totals) return void(outcome_.problem = totals.refusal().text(false));
    HUIJI_CHECK(item_total - discount + cart_.delivery_left == totals->payable);
    const bool on_top = case_.context.net_prices;
    const Money gross = on_top ? with_tax : totals->payable;
    const Money net = on_top ? totals->payable : totals->payable - totals->tax;
    outcome_.figures = {{"total", totals->payable}, {"discount", discount},
                        {"item_total", item_total}, {"shipping", cart_.delivery_left},
                        {"gross", gross},           {"net", net},
                        {"tax", gross - net},       {"free_units", {cart_.free_units}}};
  }

  // Lines of one sku are one in what a case expects.
  void write_line(const CartLine& line) {
    auto& lines = outcome_.lines;
    auto found = std::find_if(lines.begin(), lines.end(),
                              [&](const LineOutcome& other) { return other.sku == line.facts.sku; });
    if (found == lines.end()) found = lines.insert(lines.end(), LineOutcome{line.facts.sku, {}, {}});
    found->discount += line.discount();
    for (const Unit& unit : line.units)
      found->units.push_back(scale(line.facts.unit, unit.size, Rounding::half_up) - unit.left);
  }

  const Case& case_;
  Cart cart_;
  Outcome outcome_;
};

// All weights zero: equal parts. Below zero: as above, with the sign.
std::vector<Money> parts_of(const Allocation& allocation) {
  std::vector<Money> weights = allocation.weights, rooms = weights;
  const bool none =
      std::all_of(weights.begin(), weights.end(), [](Money weight) { return weight.minor == 0; });
  if (none) weights.assign(weights.size(), Money{1});
  const bool negative = allocation.amount.minor < 0;
  const Money amount = negative ? -allocation.amount : allocation.amount;
  std::vector<Money> parts;
  if (allocation.floors) {
    for (std::size_t i = 0; i < rooms.size(); ++i)
      rooms[i] = std::max(rooms[i] - (*allocation.floors)[i], Money{});
    parts = promotions::spread(amount, weights, rooms);
  } else {
    parts = allocate(amount, weights);
  }
  if (negative)
    for (Money& part : parts) part = -part;
  return parts;
}

}  // namespace

Outcome run(const Case& a_case) {
  Outcome outcome;
  outcome.problem = a_case.problem;
  if (!outcome.problem.empty()) return outcome;
  if (!a_case.allocation) return CartRun(a_case).run();
  outcome.parts = parts_of(*a_case.allocation);
  return outcome;
}

}  // namespace huiji::foreign
