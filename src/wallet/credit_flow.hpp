// Credit accounts 挂账: a member may owe up to a limit. The office opens, limits and freezes the account; a
// till asks for an allowance on what is unused (allowance_flow.hpp), so that two tills never exceed it, and a
// sale books receivable/<member>; the debt is paid at a till in cash, or written down by adjustment.
#pragma once

#include "wallet/credit_store.hpp"
#include "wallet/operation_flow.hpp"

namespace huiji::wallet {

// A new version of the member's terms; the same terms again answer the account as it is. An account that
// owes, or is owed, is frozen and not closed.
Result<CreditAccount> put_credit(db::Transaction& transaction, const Caller& caller, MemberId member_id,
                                 const CreditDraft& draft, Instant now);

Result<CreditAccount> look_at_credit(db::Transaction& transaction, const Caller& caller, MemberId member_id,
                                     Instant now);

// 收款: at most what is owed, of any account, also a frozen one.
Result<OperationReceipt> pay_credit(db::Transaction& transaction, const Caller& caller,
                                    OperationId operation_id, const CreditPaymentRequest& request,
                                    Instant now);

// Of an adjustment (points_flow.hpp): down to nothing owed, up to the limit.
Result<Done> decide_credit_adjustment(db::Transaction& transaction, Draft& draft, MemberId member_id,
                                      const AdjustRequest& request);

// A member with something open can't be merged away or closed.
Result<Done> check_settled(db::Transaction& transaction, MerchantId merchant_id, MemberId member_id);

}  // namespace huiji::wallet
