// 积分抵现: points as the last discount layer (product.md 4.6). A customer spends whole steps of points,
// after every other discount and before cash is rounded, off goods that are discountable; the rest of the
// bill earns points, this part does not. What always holds: no more than the member has, than the shop's
// caps, than the goods still cost. No search decides here: see DECISIONS.md.
#pragma once

#include "pricing/pricing.hpp"

namespace huiji::pricing {

// Refuses steps, caps and minima that make no sense, and a step that rounding of cash would give for nothing.
Result<Done> check_points_payment(const Rules& rules);

// The most whole steps off goods that still cost `base`, with at most `spendable` points; absent: unknown.
PointsPayable most_payable(const PointsPayment& rule, Money base, std::optional<Points> spendable);

// What the member has beside the points that 积分换购 takes; absent when the basket does not know it.
std::optional<Points> spendable_points(const Basket& basket, Points exchanged);
Points points_of_promotions(const PricedBasket& priced);

// Why fewer points were taken than the customer wanted to spend; nothing when all were.
std::optional<NotGiven> points_not_given(const Basket& basket, const CompiledRules& rules,
                                         const PricedBasket& priced);

}  // namespace huiji::pricing
