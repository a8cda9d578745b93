// What a priced basket gives beside money: points by the shop's rate and the largest multiple that holds for
// each line, fixed points, coupons, stamps and draws. The basis is what the goods cost after every discount
// (product.md 4.9); points are rounded down once per sale.
#pragma once

#include "pricing/pricing.hpp"
#include "promotions/engine/goods.hpp"

namespace huiji::pricing {

// Adds rewards, the lines' points_percent and the points. Call it when every net is final.
void add_rewards(const Basket& basket, const promotions::Goods& goods,
                 const std::vector<promotions::Candidate>& candidates, const CompiledRules& rules,
                 PricedBasket& priced);

// From the sum of net x percent: rounded down once, after the part that was paid with bonus money is left out
// (product.md 4.9: bonus money earns nothing).
Points points_of(__int128 weighted_net, std::int64_t points_per_yuan, const std::optional<BonusPart>& bonus);

}  // namespace huiji::pricing
