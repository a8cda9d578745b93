// 无单退货: goods come back and nobody has the receipt. A person with the right for it decides what is paid
// back, at most the shelf price of the till's catalogue version; stock comes back, the money leaves the
// drawer, no points are taken, since nobody knows which were earned. Idempotent by its id like every
// document.
#pragma once

#include "checkout/services_store.hpp"
#include "kernel/caller.hpp"
#include "kernel/result.hpp"

namespace huiji::checkout {

Result<Receipt> return_unreceipted(db::Transaction& transaction, const Services& services,
                                   const Caller& caller, SaleId return_id, const UnreceiptedReturn& request,
                                   Instant now);

}  // namespace huiji::checkout
