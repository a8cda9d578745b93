// What a member or a card holds, line by line, and what the shop owes altogether. All from the ledger's
// entries: the balance after a line is the balance now less what came later.
#pragma once

#include "wallet/wallet_store.hpp"

namespace huiji::wallet {

Result<Wallet> wallet_of(db::Transaction& transaction, MerchantId merchant_id, MemberId member_id,
                         Instant now);

enum class StatementOf { points, growth, card, receivable };
// Newest first; `cursor` is the `next` of the page before.
Statement statement_of(db::Transaction& transaction, MerchantId merchant_id, StatementOf what, const Uuid& id,
                       const std::string& cursor);

Liability liability(db::Transaction& transaction, MerchantId merchant_id, Date today);

}  // namespace huiji::wallet
