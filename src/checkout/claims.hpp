// What a till claimed beside the goods, as it is frozen with the sale: whoever puts a stored basket together
// again (refunds, verify, the promotion laboratory) must set the very same facts, or it prices another
// basket.
#pragma once

#include "checkout/checkout_types.hpp"

namespace huiji::checkout {

// The member's part only where the basket has a member.
void add_claims(const TillFacts& facts, pricing::Basket& basket);

}  // namespace huiji::checkout
