// What a document does to goods, written beside it in the same transaction.
#pragma once

#include "checkout/settle.hpp"
#include "platform/db/database.hpp"

namespace huiji::checkout {

// A sale takes the goods of its lines from the shop, a return brings them back.
void move_goods(db::Transaction& transaction, MerchantId merchant_id, const Document& document);

}  // namespace huiji::checkout
