// A foreign cart while its promotions come one after the other: what each unit of each line still costs, and
// what is left of the delivery fee. A unit is a piece, or the rest of a loose weight beyond whole kilograms.
// What always holds: a unit never costs less than its floor (or than nothing), nor more than its shelf price.
#pragma once

#include "programs/price_cases/foreign_case.hpp"

namespace huiji::foreign {

struct Unit {
  Quantity size;  // 1, or the rest of a loose weight
  Money shelf;
  Money left;
  Money floor;
  Money room() const { return left - floor; }
  bool whole() const { return size == pieces(1); }
};

struct CartLine {
  Line facts;
  Money shelf;  // unit price after shelf promotions
  Percent tax;
  bool given = false;      // a gift: counts for no scope and no condition
  bool set_aside = false;  // from the promotion at hand
  std::vector<Unit> units;

  Money left() const;
  Money list_amount() const;  // before everything
  Money discount() const { return list_amount() - left(); }
};

struct Cart {
  std::vector<CartLine> lines;
  Money delivery_left;
  std::int64_t free_units = 0;  // on extra lines that cost nothing

  Money subtotal() const;  // goods at shelf prices
  Money current() const;   // what is left of them
};

Cart open_cart(const Case& a_case);
CartLine cart_line(const Line& facts, const Context& context);
// Units at the shelf price, none of them discounted yet.
void lay_units(CartLine& line);

bool in_scope(const Scope& scope, const CartLine& line);
bool holds(const Conditions& conditions, const Cart& cart, const Context& context);

}  // namespace huiji::foreign
