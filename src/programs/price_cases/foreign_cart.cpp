#include "programs/price_cases/foreign_cart.hpp"

#include <algorithm>

namespace huiji::foreign {

// ---- amounts ----

Money CartLine::left() const {
  Money sum;
  for (const Unit& unit : units) sum += unit.left;
  return sum;
}

Money CartLine::list_amount() const { return scale(facts.unit, facts.quantity, Rounding::half_up); }

Money Cart::subtotal() const {
  Money sum;
  for (const CartLine& line : lines)
    if (!line.given) sum += scale(line.shelf, line.facts.quantity, Rounding::half_up);
  return sum;
}

Money Cart::current() const {
  Money sum;
  for (const CartLine& line : lines)
    if (!line.given) sum += line.left();
  return sum;
}

// ---- opening ----

static Unit unit_of(const CartLine& line, Quantity size) {
  Unit unit;
  unit.size = size;
  unit.shelf = unit.left = scale(line.shelf, size, Rounding::half_up);
  if (line.facts.floor) unit.floor = std::min(scale(*line.facts.floor, size, Rounding::down), unit.left);
  return unit;
}

void lay_units(CartLine& line) {
  const std::int64_t whole = line.facts.quantity.thousandths / 1000;
  line.units.assign(static_cast<std::size_t>(whole), unit_of(line, pieces(1)));
  const Quantity rest = line.facts.quantity - pieces(whole);
  if (rest.thousandths > 0) line.units.push_back(unit_of(line, rest));
}

CartLine cart_line(const Line& facts, const Context& context) {
  CartLine line;
  line.facts = facts;
  line.shelf = facts.unit;
  line.tax = facts.tax.value_or(context.tax);
  lay_units(line);
  return line;
}

Cart open_cart(const Case& a_case) {
  Cart cart;
  for (const Line& line : a_case.lines) cart.lines.push_back(cart_line(line, a_case.context));
  cart.delivery_left = a_case.context.delivery;
  return cart;
}

// ---- which goods, and when ----

static bool among(const std::vector<std::string>& words, const std::string& word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}
static bool share(const std::vector<std::string>& some, const std::vector<std::string>& others) {
  return std::any_of(some.begin(), some.end(), [&](const auto& one) { return among(others, one); });
}

bool in_scope(const Scope& scope, const CartLine& line) {
  if (line.given || line.set_aside) return false;
  if (!scope.skus.empty() && !among(scope.skus, line.facts.sku)) return false;
  if (!scope.categories.empty() && !share(scope.categories, line.facts.categories)) return false;
  if (scope.unit_min && line.shelf < *scope.unit_min) return false;
  if (scope.unit_max && line.shelf > *scope.unit_max) return false;
  return !scope.skip_discounted || line.shelf == line.facts.unit;
}

static bool enough_pieces(const Conditions& conditions, const Cart& cart) {
  Quantity all, most;
  for (const CartLine& line : cart.lines) {
    if (line.given) continue;
    all += line.facts.quantity;
    most = std::max(most, line.facts.quantity);
  }
  if (conditions.min_qty && all < pieces(*conditions.min_qty)) return false;
  return !conditions.min_line_qty || most >= pieces(*conditions.min_line_qty);
}

static bool enough_money(const Conditions& conditions, const Cart& cart) {
  if (conditions.min_subtotal && cart.subtotal() < *conditions.min_subtotal) return false;
  if (conditions.min_current_total && cart.current() < *conditions.min_current_total) return false;
  if (!conditions.category_total) return true;
  Money sum;
  for (const CartLine& line : cart.lines)
    if (!line.given && among(line.facts.categories, conditions.category_total->category))
      sum += scale(line.shelf, line.facts.quantity, Rounding::half_up);
  return sum >= conditions.category_total->least;
}

static bool contains(const Conditions& conditions, const Cart& cart) {
  bool sku = conditions.contains_skus.empty(), category = conditions.contains_categories.empty();
  for (const CartLine& line : cart.lines) {
    if (line.given || line.units.empty()) continue;
    sku |= among(conditions.contains_skus, line.facts.sku);
    category |= share(conditions.contains_categories, line.facts.categories);
  }
  return sku && category;
}

// An unknown customer has no number of orders.
static bool right_customer(const Conditions& conditions, const Context& context) {
  if (conditions.nth_order && (!context.orders_before || *context.orders_before + 1 != *conditions.nth_order))
    return false;
  if (!conditions.customer_groups.empty() && !share(conditions.customer_groups, context.customer_groups))
    return false;
  if (!conditions.ship_methods.empty() && !among(conditions.ship_methods, context.ship_method)) return false;
  return !conditions.coupon || (among(context.coupons, *conditions.coupon) && !context.coupon_exhausted);
}

bool holds(const Conditions& conditions, const Cart& cart, const Context& context) {
  return !conditions.closed && enough_pieces(conditions, cart) && enough_money(conditions, cart) &&
         contains(conditions, cart) && right_customer(conditions, context);
}

}  // namespace huiji::foreign
