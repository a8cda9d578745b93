// A percentage off an amount. What remains to pay is rounded down to the 分, so that the doubt goes in the
// customer's favour (product.md 4.2); a kind calls it once per offer and item or group of sets.
#pragma once

#include "kernel/money.hpp"

namespace huiji::promotions {

inline bool is_percentage_off(Percent off) { return off.basis_points > 0 && off.basis_points < 10000; }

inline Money after_off(Money amount, Percent off) {
  return scale(amount, Percent{10000 - off.basis_points}, Rounding::down);
}

inline Money off_of(Money amount, Percent off) { return amount - after_off(amount, off); }

}  // namespace huiji::promotions
