#include "programs/price_cases/foreign_apply.hpp"

#include <algorithm>

#include "programs/price_cases/foreign_stage.hpp"
#include "promotions/engine/region_order.hpp"

namespace huiji::foreign {

namespace {

// Units of one line that lie side by side and cost the same.
struct Run {
  CartLine* line = nullptr;
  std::size_t begin = 0, count = 0;
  Unit& first() const { return line->units[begin]; }
};

class Application {
 public:
  Application(const Action& action, const Scope& also, const Context& context, Cart& cart)
      : action_(action), context_(context), cart_(cart), cap_(action.cap) {
    for (CartLine& line : cart.lines)
      if (in_scope(action.scope, line) && in_scope(also, line)) lines_.push_back(&line);
  }

  Result<Done> apply() {
    switch (action_.act) {
      case Act::gift:
        return add_gift();
      case Act::extra_unit:
        return add_extra_units();
      case Act::n_for_amount:
      case Act::pay_m_for_n:
        return make_sets();
      case Act::first_and_more:
        return lower_units();
      case Act::reduce:
        break;
    }
    return reduce();
  }

 private:
  Result<Done> reduce() {
    switch (action_.target) {
      case Target::shelf:
        return lower_shelf();
      case Target::unit:
        return action_.grouped ? lower_units_in_groups() : lower_units();
      case Target::line:
        return lower_lines();
      case Target::order:
        return lower_goods(lines_, wanted(sum_of(lines_)));
      case Target::delivery:
        break;
    }
    return lower_delivery();
  }

  // ---- amounts ----

  std::int64_t value() const {
    if (!action_.tiered) return action_.value;
    const Money subtotal = cart_.subtotal();
    std::int64_t reached = action_.value;
    for (const Tier& tier : action_.tiers)
      if (subtotal >= tier.from) reached = tier.value;
    return reached;
  }

  // What the action asks to take off an amount. With net prices the price is rounded, else the discount.
  Money wanted(Money from) const {
    if (!action_.percent) return {value()};
    if (!context_.net_prices) return scale(from, Percent{value()}, Rounding::half_up);
    return from - scale(from, Percent{10000 - value()}, Rounding::half_up);
  }

  static Money sum_of(const std::vector<CartLine*>& lines) {
    Money sum;
    for (const CartLine* line : lines) sum += line->left();
    return sum;
  }

  // No more than the cap still allows.
  Money under_cap(Money off) {
    if (!cap_) return off;
    off = std::min(off, *cap_);
    *cap_ -= off;
    return off;
  }

  // ---- shelf ----

  Result<Done> lower_shelf() {
    for (CartLine* line : lines_) {
      const Money to =
          scale(line->shelf, Percent{10000 - std::min<std::int64_t>(value(), 10000)}, Rounding::half_up);
      const Money off = action_.percent ? line->shelf - to : Money{value()};
      const Money floor = std::min(line->facts.floor.value_or(Money{}), line->shelf);
      const auto nets =
          take_from_each({{line->shelf, floor, 1, action_.cap ? std::min(off, *action_.cap) : off}});
      if (!nets) return nets.refusal();
      line->shelf = nets->front();
      lay_units(*line);
    }
    return Done{};
  }

  // ---- units ----

  // What is taken off a unit, the how-many-th of its line (from 0).
  Money unit_off(const CartLine& line, std::size_t index) const {
    const Unit& unit = line.units[index];
    if (action_.act == Act::first_and_more) {
      const bool looked_at =
          !action_.most || *action_.most == 0 || static_cast<std::int64_t>(index) < *action_.most;
      if (!looked_at) return {};
      return scale(index == 0 ? action_.first : action_.more, unit.size, Rounding::half_up);
    }
    return scale(wanted(line.shelf), unit.size, Rounding::half_up);
  }

  Result<Done> lower_units() {
    for (CartLine* line : lines_)
      if (const auto done = lower_units(*line, line->units.size()); !done) return done;
    return Done{};
  }

  // The units of complete groups: lines with most units first, as Solidus forms them, equal ones in order.
  Result<Done> lower_units_in_groups() {
    std::vector<CartLine*> order = lines_;
    std::stable_sort(order.begin(), order.end(), [](const CartLine* a, const CartLine* b) {
      return a->facts.quantity > b->facts.quantity;
    });
    std::int64_t all = 0;
    for (const CartLine* line : order) all += whole_units(*line);
    std::int64_t grouped = all - all % action_.group;
    for (CartLine* line : order) {
      const std::int64_t count = std::min(grouped, whole_units(*line));
      if (const auto done = lower_units(*line, static_cast<std::size_t>(count)); !done) return done;
      grouped -= count;
    }
    return Done{};
  }

  static std::int64_t whole_units(const CartLine& line) { return line.facts.quantity.thousandths / 1000; }

  Result<Done> lower_units(CartLine& line, std::size_t count) {
    if (count == 0) return Done{};
    std::vector<Portion> portions;
    for (std::size_t i = 0; i < count; ++i) {
      const Unit& unit = line.units[i];
      const Money off = under_cap(std::min(unit_off(line, i), unit.room()));
      portions.push_back({unit.left, unit.floor, 1, off});
    }
    return lower_alike(line, portions);
  }

  // Neighbours that cost the same and lose the same are one portion for the engine.
  Result<Done> lower_alike(CartLine& line, const std::vector<Portion>& units) {
    std::vector<Portion> merged;
    for (const Portion& unit : units) {
      const bool same = !merged.empty() && merged.back().price == unit.price &&
                        merged.back().floor == unit.floor && merged.back().off == unit.off;
      if (same)
        ++merged.back().count;
      else
        merged.push_back(unit);
    }
    const auto nets = take_from_each(merged);
    if (!nets) return nets.refusal();
    std::size_t unit = 0;
    for (std::size_t i = 0; i < merged.size(); ++i) {
      const std::vector<Money> parts = spread_evenly((*nets)[i], merged[i].count);
      for (Money part : parts) line.units[unit++].left = part;
    }
    return Done{};
  }

  static std::vector<Money> spread_evenly(Money amount, std::int64_t count) {
    return allocate(amount, std::vector<Money>(static_cast<std::size_t>(count), Money{1}));
  }

  // ---- lines and the whole order ----

  static Portion portion_of(const CartLine& line) {
    Portion portion;
    for (const Unit& unit : line.units) {
      portion.price += unit.left;
      portion.floor += unit.floor;
    }
    return portion;
  }

  Result<Done> lower_lines() {
    for (CartLine* line : lines_)
      if (const auto done = lower_goods({line}, wanted(line->left())); !done) return done;
    return Done{};
  }

  Result<Done> lower_goods(const std::vector<CartLine*>& lines, Money amount) {
    std::vector<Portion> portions;
    for (const CartLine* line : lines) portions.push_back(portion_of(*line));
    const auto nets = take_from_all(portions, under_cap(amount));
    if (!nets) return nets.refusal();
    for (std::size_t i = 0; i < lines.size(); ++i) leave(*lines[i], 0, lines[i]->units.size(), (*nets)[i]);
    return Done{};
  }

  // Takes units down to a sum, each by the same amount: an odd cent goes to the first.
  static void leave(CartLine& line, std::size_t begin, std::size_t count, Money sum) {
    std::vector<Money> weights, rooms;
    Money before;
    for (std::size_t i = begin; i < begin + count; ++i) {
      weights.push_back({line.units[i].size.thousandths});
      rooms.push_back(line.units[i].room());
      before += line.units[i].left;
    }
    const std::vector<Money> parts = promotions::spread(before - sum, weights, rooms);
    for (std::size_t i = 0; i < count; ++i) line.units[begin + i].left -= parts[i];
  }

  // ---- sets ----

  std::vector<Run> runs() const {
    std::vector<Run> runs;
    for (CartLine* line : lines_)
      for (std::size_t i = 0; i < line->units.size(); ++i) {
        const Unit& unit = line->units[i];
        if (!unit.whole()) continue;
        const bool same = !runs.empty() && runs.back().line == line && runs.back().first().left == unit.left;
        if (same)
          ++runs.back().count;
        else
          runs.push_back({line, i, 1});
      }
    return runs;
  }

  Result<Done> make_sets() {
    const std::vector<Run> all = runs();
    std::vector<Portion> portions;
    for (const Run& run : all)
      portions.push_back({run.first().left, run.first().floor, static_cast<std::int64_t>(run.count), {}});
    const auto nets = action_.act == Act::n_for_amount
                          ? n_for_price(portions, action_.n, action_.price)
                          : buy_m_get_n(portions, action_.m, action_.n - action_.m);
    if (!nets) return nets.refusal();
    for (std::size_t i = 0; i < all.size(); ++i) leave(*all[i].line, all[i].begin, all[i].count, (*nets)[i]);
    return Done{};
  }

  // ---- free goods ----

  std::int64_t units_in_scope() const {
    std::int64_t units = 0;
    for (const CartLine* line : lines_) units += whole_units(*line);
    return units;
  }

  // Worth nothing, and of no account for amounts: only their number is kept.
  Result<Done> add_extra_units() {
    cart_.free_units += units_in_scope() / action_.per * action_.n;
    return Done{};
  }

  Result<Done> add_gift() {
    Scope scope;
    scope.skus = action_.bought;
    std::vector<Portion> portions;
    std::int64_t units = 0;
    for (CartLine* line : lines_) {
      if (!in_scope(scope, *line) || whole_units(*line) == 0) continue;
      portions.push_back({line->shelf, {}, whole_units(*line), {}});
      units += whole_units(*line);
    }
    const std::int64_t gifts = units / action_.per;
    if (gifts == 0) return Done{};
    portions.push_back({action_.price, {}, gifts, {}});
    const auto nets = give(portions, action_.per);
    if (!nets) return nets.refusal();
    Line facts;
    facts.sku = action_.gift;
    facts.unit = action_.price;
    facts.quantity = pieces(gifts);
    CartLine line = cart_line(facts, context_);
    line.given = true;
    leave(line, 0, line.units.size(), nets->back());
    cart_.free_units += gifts;
    cart_.lines.push_back(std::move(line));
    return Done{};
  }

  // ---- delivery ----

  Result<Done> lower_delivery() {
    std::vector<Portion> goods;
    for (const CartLine& line : cart_.lines) goods.push_back(portion_of(line));
    const auto left = take_from_fee(goods, cart_.delivery_left, under_cap(wanted(cart_.delivery_left)));
    if (!left) return left.refusal();
    cart_.delivery_left = *left;
    return Done{};
  }

  const Action& action_;
  const Context& context_;
  Cart& cart_;
  std::optional<Money> cap_;
  std::vector<CartLine*> lines_;
};

}  // namespace

Result<Done> apply(const Action& action, const Scope& also, const Context& context, Cart& cart) {
  return Application(action, also, context, cart).apply();
}

}  // namespace huiji::foreign
