// Stamp programmes and members' stamp cards on disk. The stamps themselves are the ledger's: an account a
// member and promotion, with lots that expire.
#pragma once

#include "kernel/caller.hpp"
#include "ledger/ledger_store.hpp"
#include "wallet/stamp_types.hpp"

namespace huiji::wallet {

std::optional<StoredStampProgramme> find_stamp_programme(db::Transaction& transaction, MerchantId merchant_id,
                                                         PromotionId promotion_id);
std::vector<StoredStampProgramme> stamp_programmes(db::Transaction& transaction, MerchantId merchant_id);
// Refuses a version that is not the current one.
Result<StoredStampProgramme> put_stamp_programme(db::Transaction& transaction, const Caller& caller,
                                                 PromotionId promotion_id, const StampProgrammeDraft& draft,
                                                 Instant now);

// The accounts of a member's stamps, also those that hold nothing now.
struct StampAccount {
  std::string account;
  PromotionId promotion_id;
  std::int64_t stamps = 0;
};
std::vector<StampAccount> stamp_accounts(db::Transaction& transaction, MerchantId merchant_id,
                                         MemberId member_id);
std::vector<StampCard> stamp_cards(db::Transaction& transaction, MerchantId merchant_id, MemberId member_id);

struct StampDifference {
  std::string where;
  std::int64_t found = 0;
  std::int64_t expected = 0;
};
// Stamps issued and redeemed in the ledger against the receipts and the full cards.
std::vector<StampDifference> verify_stamps(db::Transaction& transaction, MerchantId merchant_id);

}  // namespace huiji::wallet
