// 退卡: what a card is worth when it goes back, and paying it out. The quote follows the law's ratio rule;
// the cashier shows it before anything is done, and the amount that the customer saw is what is paid.
#pragma once

#include "wallet/operation_flow.hpp"

namespace huiji::wallet {

Result<CashOutQuote> quote(db::Transaction& transaction, MerchantId merchant_id, CardId card_id, Instant now);
// Pays the card out in cash at this till and closes it; its bonus is forfeited.
Result<OperationReceipt> cash_out(db::Transaction& transaction, const Caller& caller,
                                  OperationId operation_id, const CashOutRequest& request, Instant now);

}  // namespace huiji::wallet
