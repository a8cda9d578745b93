// Fills the demo shop: a supermarket's goods with opening stock, members, and a promotion of every kind. All
// in one transaction, so that a start that was interrupted begins again; a shop that has goods already, or
// that is not the demo's, is left alone.
#pragma once

#include "platform/crypto/keys.hpp"
#include "programs/huiji/first_shop.hpp"

namespace huiji::program {

// `products`: at least so many (0: the written list).
void fill_demo(db::Store& store, Clock& clock, Random& random, const crypto::Keys& keys,
               const Merchant& merchant, std::size_t products = 0);

}  // namespace huiji::program
