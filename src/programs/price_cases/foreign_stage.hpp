// One foreign promotion as one question to our engine: portions of a cart at what they cost now, one
// promotion of a kind of ours, and back comes what each portion costs then. So amounts are shared out, stop
// at floors and end at nothing by the engine's arithmetic; only the order of the questions is foreign.
// Refused: what the engine refuses, and a price that it could not prove the best.
#pragma once

#include "kernel/result.hpp"
#include "pricing/pricing_types.hpp"

namespace huiji::foreign {

// Equal units.
struct Portion {
  Money price;  // of one
  Money floor;  // of one
  std::int64_t count = 1;
  Money off;  // wanted off each one
};

using Nets = Result<std::vector<Money>>;  // beside the portions: what all units of each cost

Nets take_from_each(const std::vector<Portion>& portions);               // 直降, by `off`
Nets take_from_all(const std::vector<Portion>& portions, Money amount);  // 满减, in proportion
Nets n_for_price(const std::vector<Portion>& portions, std::int64_t n, Money price);
Nets buy_m_get_n(const std::vector<Portion>& portions, std::int64_t paid, std::int64_t free);
// What is left of the last portion's goods, a gift for every `per` units of the others.
Nets give(const std::vector<Portion>& portions, std::int64_t per);

// What is left of the fee.
Result<Money> take_from_fee(const std::vector<Portion>& goods, Money fee, Money amount);

struct Totals {
  Money payable;  // goods and fee
  Money tax;      // contained in the goods
};
struct Taxed {
  Money amount;
  Percent rate;
};
Result<Totals> add_up(const std::vector<Taxed>& lines, Money fee);

}  // namespace huiji::foreign
