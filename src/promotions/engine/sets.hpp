// Sets of equal size over units of any line: the brick of 第 N 件 x 折 and 买 M 送 N. Units are laid out from
// the dearest to the cheapest and cut into complete sets in that order; in each set the cheapest ones get the
// discount. That is the cut which gives the customer most, and it does not depend on the scan order. What is
// left over is the cheapest; it stays free for other offers, and so does a set that saves nothing. The price
// of all discounted units together is rounded down to the 分 once per offer (product.md 4.2).
#pragma once

#include "promotions/engine/offer.hpp"

namespace huiji::promotions {

struct SetRule {
  std::int64_t size = 2;        // units of a set
  std::int64_t discounted = 1;  // cheapest units of each set that get the discount
  Percent off;                  // 10000: free
  std::int64_t max_sets = INT64_MAX;
};

// The cheapest of a set cost at most their part of it by count.
Percent most_of_sets(const SetRule& rule);

void take_sets(const SetRule& rule, std::span<const UnitRun> runs, std::int64_t most_sets, Taken& taken);

// Single units for `price` each, the dearest first (they save most), as long as they cost more; what a unit
// saves is its own share.
void take_singles(Money price, std::span<const UnitRun> runs, std::int64_t most_units, Taken& taken);

}  // namespace huiji::promotions
