// Goods come back: part of a sale or all of it, at any till of the shop. The refund is the difference of a
// state function of what remains (product.md 4.7), so any order of partial returns adds up to the same and
// never to more than was paid; stock comes back, points are taken back exactly (4.10) and may be owed.
// Refuses a return of a return, more than remains, and a sale that has not arrived yet. Of two tills that
// return the same sale at once, the second is told to send again, and then sees what the first took.
#pragma once

#include "checkout/services_store.hpp"
#include "kernel/caller.hpp"
#include "kernel/result.hpp"

namespace huiji::checkout {

Result<Receipt> return_goods(db::Transaction& transaction, const Services& services, const Caller& caller,
                             SaleId return_id, const ReturnRequest& request, Instant now);

}  // namespace huiji::checkout
