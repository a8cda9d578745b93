// What a document does to goods and points, written beside it in the same transaction.
#pragma once

#include "checkout/settle.hpp"
#include "ledger/ledger_store.hpp"

namespace huiji::checkout {

// A sale takes the goods of its lines from the shop, a return brings them back.
void move_goods(db::Transaction& transaction, MerchantId merchant_id, const Document& document);

// The lot of the points that a sale earned. Its id is the sale's.
void give_points(db::Transaction& transaction, MerchantId merchant_id, const Document& document,
                 const MemberAtSale& member, std::int64_t valid_months);

// Empties lots by what a return takes back: those of the original sale first.
void take_points(db::Transaction& transaction, MerchantId merchant_id, const Document& document,
                 std::vector<ledger::Lot> open_lots);

}  // namespace huiji::checkout
