// 注销: a member leaves (PIPL 47, product.md 4.20). Stored value and uses have to be paid out before, which
// is a cash-out of the wallet; points are forfeited in the number that the member confirmed. Then phone, name
// and birthday are overwritten, PIN, code key, tags and reasons are deleted, of all that were merged into
// him, too, and the phone may register anew. Number, receipts, consents and the history without words stay.
//
// Overwritten, not crypto-erased: a member's own data key would stand in the same database and so in the same
// backups as what it seals, and would erase nothing more. Backups forget a member when they are thrown away.
#pragma once

#include "members/life_store.hpp"
#include "members/services_store.hpp"

namespace huiji::members {

Result<ClosingQuote> quote_closing(db::Transaction& transaction, const Services& services,
                                   MerchantId merchant_id, MemberId member_id);
Result<Done> close_member(db::Transaction& transaction, const Services& services, const Actor& actor,
                          MemberId member_id, const ClosingRequest& request);

}  // namespace huiji::members
