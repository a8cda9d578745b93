// The tier on a member's row: what tills and prices see. Why and until when is the wallet's business.
#pragma once

#include <string>

#include "platform/db/database.hpp"

namespace huiji::members {

// The member's version rises, so that tills learn of it.
void set_tier(db::Transaction& transaction, MerchantId merchant_id, MemberId member_id,
              const std::string& tier);

}  // namespace huiji::members
