// Paid memberships as they are sold, given back and earned. A sale or a refund is one operation
// (operation_flow.hpp) in the till's drawer; a month that is over is a posting under the sale's id, written
// once. A renewal begins after the last one that is paid for. Who changes memberships writes the member's
// holding, so that of two at once one runs again.
#pragma once

#include "wallet/membership_store.hpp"
#include "wallet/operation_flow.hpp"

namespace huiji::wallet {

Result<OperationReceipt> sell_membership(db::Transaction& transaction, const Caller& caller,
                                         OperationId operation_id, const MembershipSaleRequest& request,
                                         Instant now);

Result<MembershipQuote> quote_membership(db::Transaction& transaction, MerchantId merchant_id,
                                         OperationId membership_id, Instant now);
Result<OperationReceipt> refund_membership(db::Transaction& transaction, const Caller& caller,
                                           OperationId operation_id, const MembershipRefundRequest& request,
                                           Instant now);

// A step of the job: earns the months that are over and ends tiers that are no longer paid for. Returns how
// many memberships it looked at; those have nothing more to do today.
int earn_months(db::Transaction& transaction, MerchantId merchant_id, Date today, Instant now, int limit);

MembershipList list_memberships(db::Transaction& transaction, MerchantId merchant_id, MemberId member_id,
                                Date today);
std::optional<MembershipStanding> standing_of(db::Transaction& transaction, MerchantId merchant_id,
                                              const members::MemberFacts& member, const ValuePolicy& policy,
                                              Date today);

}  // namespace huiji::wallet
