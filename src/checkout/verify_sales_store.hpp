// The part of verify that takes one page of sales after the other, with everything stored under their ids.
#pragma once

#include "checkout/verify.hpp"
#include "platform/db/database.hpp"

namespace huiji::checkout {

void verify_sales(db::Transaction& transaction, MerchantId merchant_id, VerifyReport& report);

}  // namespace huiji::checkout
