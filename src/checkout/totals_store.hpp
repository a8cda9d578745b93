// A day's totals, twice: from the sale documents and, independently, from the ledger; `agrees` says whether
// both come to the same money, tax and points.
#pragma once

#include "checkout/checkout_types.hpp"
#include "platform/db/database.hpp"

namespace huiji::checkout {

DayTotals day_totals(db::Transaction& transaction, MerchantId merchant_id, Date business_day);

DayList recent_days(db::Transaction& transaction, MerchantId merchant_id, int limit);

}  // namespace huiji::checkout
