// Points and growth by hand: an adjustment with a reason, a second person above the limit, a donation.
#pragma once

#include "wallet/operation_flow.hpp"

namespace huiji::wallet {

// Small ones are done at once, larger ones wait for somebody else.
Result<Adjustment> adjust(db::Transaction& transaction, const Caller& caller, OperationId operation_id,
                          const AdjustRequest& request, Instant now);
Result<Adjustment> decide_adjustment(db::Transaction& transaction, const Caller& caller,
                                     OperationId operation_id, const AdjustmentDecision& decision,
                                     Instant now);
AdjustmentList waiting_adjustments(db::Transaction& transaction, MerchantId merchant_id);

Result<OperationReceipt> donate(db::Transaction& transaction, const Caller& caller, OperationId operation_id,
                                const DonateRequest& request, Instant now);

}  // namespace huiji::wallet
