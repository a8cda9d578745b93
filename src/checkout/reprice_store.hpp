// Prices stored sales again, each with its own catalogue version and facts, and compares the bytes: the proof
// that what a customer paid can be explained as long as the sale is kept, also by a newer program. A sale of
// another arithmetic is told apart; it may differ by what that arithmetic changed.
#pragma once

#include "checkout/services_store.hpp"

namespace huiji::checkout {

struct PriceDifference {
  std::string number;
  SaleId sale_id;
  Date business_day;
  Money stored;    // payable
  Money computed;  // 0 when it could not be computed
  int arithmetic_then = 0;
  bool known = true;  // false: the facts of its version are gone
};

struct RepriceReport {
  static constexpr std::size_t kKept = 1000;  // differences listed; all are counted
  std::int64_t sales = 0;
  std::int64_t same = 0;
  std::int64_t other_arithmetic = 0;          // priced by an older arithmetic …
  std::int64_t other_arithmetic_payable = 0;  // … and another total by this one
  std::int64_t different = 0;                 // of the same arithmetic: something is wrong
  std::vector<PriceDifference> differences;
};

// Sales of all merchants with a business day from `since` on.
RepriceReport reprice(db::Transaction& transaction, Date since);

}  // namespace huiji::checkout
