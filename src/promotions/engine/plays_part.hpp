// Whether a promotion could change the price of a basket at all. Asked of each of a million stored baskets,
// so it looks at this one promotion only and never searches. What always holds (property): where it answers
// no, the basket has the same price, to the byte, with the promotion among the rules as without it, whatever
// the other rules are.
#pragma once

#include "promotions/engine/rule_book.hpp"

namespace huiji::promotions {

// `alone` holds that promotion and no other.
bool plays_part(const pricing::Basket& basket, const RuleBook& alone);

}  // namespace huiji::promotions
