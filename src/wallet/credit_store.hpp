// Credit accounts on disk and what is owed on them. Payments go to the oldest bill first, so what is open
// are always the newest bills; a return lowers the bill that it is of.
#pragma once

#include "platform/crypto/keys.hpp"
#include "wallet/credit_types.hpp"
#include "wallet/wallet_store.hpp"

namespace huiji::wallet {

struct StoredCredit {
  std::int64_t version = 0;  // 0: none
  CreditTerms terms{CreditState::closed, {}, 0, {}};
};
StoredCredit find_credit(db::Transaction& transaction, MerchantId merchant_id, MemberId member_id);
void insert_credit(db::Transaction& transaction, MerchantId merchant_id, MemberId member_id,
                   const StoredCredit& credit, Instant now, StaffId by);

// Above zero: the member owes.
Money owed(db::Transaction& transaction, MerchantId merchant_id, MemberId member_id);
// What may be charged now: of an open account, the limit without what is owed and promised to tills.
Money unused_credit(db::Transaction& transaction, MerchantId merchant_id, MemberId member_id);

// `member_id`: the member's own, no alias.
CreditAccount credit_account_of(db::Transaction& transaction, MerchantId merchant_id, MemberId member_id,
                                Date today);
CreditStatement credit_statement(db::Transaction& transaction, MerchantId merchant_id, MemberId member_id,
                                 const std::string& cursor);
ReceivableList receivables(db::Transaction& transaction, const crypto::Keys& keys, MerchantId merchant_id,
                           Date today);

// Accounts that owe more than their limit: a late sale of a till, or a limit that was lowered since.
struct OverLimit {
  std::string member_id;
  Money owed;
  Money limit;
};
std::vector<OverLimit> over_limit_accounts(db::Transaction& transaction, MerchantId merchant_id);

}  // namespace huiji::wallet
