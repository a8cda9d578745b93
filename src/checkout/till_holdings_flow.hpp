// What tills hold: leases of points, stored value and credit (wallet), and of limited promotions. Giving a
// till up frees all of it at once; what the till sold out of it and delivers later is booked all the same, as
// the till's shortage, as points owed, or as an excess of the promotion. Refuses a lease of another till.
// Sent again it changes nothing more.
#pragma once

#include "checkout/till_holdings_types.hpp"
#include "kernel/caller.hpp"
#include "kernel/result.hpp"
#include "platform/db/database.hpp"

namespace huiji::checkout {

TillHoldingsList till_holdings(db::Transaction& transaction, MerchantId merchant_id);

Result<TillHoldingsList> give_till_up(db::Transaction& transaction, const Caller& caller, TillId till_id,
                                      const TillGivenUp& wanted, Instant now);

}  // namespace huiji::checkout
