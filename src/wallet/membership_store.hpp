// Paid memberships on disk, and the proof that what is prepaid in the ledger is what their rows say.
#pragma once

#include "platform/db/database.hpp"
#include "wallet/membership.hpp"

namespace huiji::wallet {

std::optional<Membership> find_membership(db::Transaction& transaction, MerchantId merchant_id,
                                          OperationId membership_id);
std::vector<Membership> memberships_of(db::Transaction& transaction, MerchantId merchant_id,
                                       MemberId member_id);  // by their first day
// Those with something to do by that day, the longest overdue first.
std::vector<Membership> memberships_due(db::Transaction& transaction, MerchantId merchant_id, Date today,
                                        int limit);
void insert_membership(db::Transaction& transaction, MerchantId merchant_id, const Membership& membership);
// What was recognised and refunded, its end and its next work.
void change_membership(db::Transaction& transaction, MerchantId merchant_id, const Membership& membership);

struct MembershipDifference {
  std::string account;
  std::int64_t found = 0;
  std::int64_t expected = 0;  // price - recognised - refunded of the member's rows
};
std::vector<MembershipDifference> verify_memberships(db::Transaction& transaction, MerchantId merchant_id);

}  // namespace huiji::wallet
