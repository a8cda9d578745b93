// The main job of the whole program: a till's sale becomes a document, stock moves, a posting and points, all
// in one transaction, exactly once. The id is the key: the same request any number of times, in any order,
// from any number of threads, gives the same receipt. Refuses, in words, what must not be stored
// (checkout_errors.hpp); a refused sale leaves nothing behind. Rules: house.md 3, product.md 4 and P1-P8.
#pragma once

#include "checkout/services_store.hpp"
#include "kernel/caller.hpp"
#include "kernel/result.hpp"

namespace huiji::checkout {

// `caller` is an enrolled till. `now` is the server's clock when the request came in.
Result<Receipt> commit_sale(db::Transaction& transaction, const Services& services, const Caller& caller,
                            SaleId sale_id, const SaleRequest& request, Instant now);

}  // namespace huiji::checkout
