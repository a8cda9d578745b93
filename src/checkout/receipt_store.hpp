// Reading documents back: one receipt with what has come back of it since, and pages of a day's sales.
#pragma once

#include "checkout/services_store.hpp"
#include "kernel/result.hpp"

namespace huiji::checkout {

// As it stands now: each line tells what returns took back of it.
Result<Receipt> find_receipt(db::Transaction& transaction, const Services& services, MerchantId merchant_id,
                             SaleId sale_id);

// The returns of one sale, latest first: the other direction of Receipt::original_sale_id.
SaleList returns_of(db::Transaction& transaction, MerchantId merchant_id, SaleId original);

struct SaleQuery {
  std::optional<Date> day;        // all days without one
  std::optional<TillId> till_id;  // all tills without one
  std::string number;             // the receipt number exactly; empty: any
  std::string cursor;             // of the page before; empty: from the latest
  int limit = 50;
};
Result<SaleList> list_sales(db::Transaction& transaction, MerchantId merchant_id, const SaleQuery& query);

}  // namespace huiji::checkout
