// The part of verify that crosses sales: balances against entries, lots against balances, stock levels
// against moves, and rows that name what does not exist.
#pragma once

#include "checkout/verify.hpp"
#include "platform/db/database.hpp"

namespace huiji::checkout {

void verify_books(db::Transaction& transaction, MerchantId merchant_id, VerifyReport& report);
void verify_references(db::Transaction& transaction, MerchantId merchant_id, VerifyReport& report);

}  // namespace huiji::checkout
