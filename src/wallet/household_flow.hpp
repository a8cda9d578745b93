// Joining and leaving a household. A join moves the member's points with their lots into the pool, each lot
// remembers whose it is; a leaving moves back what is left of those, the last one takes all. Refused while
// points are owed, or promised to a till: then it would not be clear whose they are. Both write the rows that
// a sale of the member writes, so of two at once one runs again. Points themselves are never made or lost.
#pragma once

#include "members/proof_flow.hpp"
#include "wallet/household_store.hpp"
#include "wallet/household_types.hpp"
#include "wallet/operation_flow.hpp"

namespace huiji::wallet {

// Before the transaction, since a wrong PIN stays counted: who joins proves himself, if he has typed
// anything.
Result<std::optional<members::Proven>> prove_join(const Services& services, const Caller& caller,
                                                  OperationId operation_id, const HouseholdChange& change);
Result<OperationReceipt> change_household(db::Transaction& transaction, const Caller& caller,
                                          OperationId operation_id, const HouseholdChange& change,
                                          const std::optional<members::Proven>& proven, Instant now);

// What of an account that a household shares is left of what this member earned.
std::int64_t share_of(db::Transaction& transaction, MerchantId merchant_id, const std::string& account,
                      MemberId member_id);
Result<HouseholdOf> household_view(db::Transaction& transaction, const crypto::Keys& keys,
                                   MerchantId merchant_id, MemberId member_id, Instant now);

}  // namespace huiji::wallet
