// Whether a promotion is open for a basket at all, before its goods are looked at: member, audience, time,
// coupon, tender, wish, what its limits leave. One place for the search and for the explanation, so that both
// give the same reason.
#pragma once

#include <optional>

#include "pricing/explain_types.hpp"
#include "promotions/engine/rule_book.hpp"

namespace huiji::promotions {

Setting setting_of(const pricing::Basket& basket);

// Why it is closed; nothing when it is open.
std::optional<pricing::NotGivenReason> closed(const CompiledPromotion& promotion,
                                              const pricing::Basket& basket);

// How often it may apply in this basket: limits, coupons and wishes together. At least 1 for an open one.
std::int64_t times_left(const CompiledPromotion& promotion, const pricing::Basket& basket);

}  // namespace huiji::promotions
