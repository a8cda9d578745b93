#include "checkout/verify_store.hpp"

#include "checkout/verify_books_store.hpp"
#include "checkout/verify_sales_store.hpp"
#include "checkout_sql.hpp"

namespace huiji::checkout {

VerifyReport verify(db::Transaction& transaction) {
  VerifyReport report;
  for (const auto row : transaction.query(sql::verify_merchants, {})) {
    const auto merchant_id = row.id<MerchantId>(0);
    verify_sales(transaction, merchant_id, report);
    verify_books(transaction, merchant_id, report);
    verify_references(transaction, merchant_id, report);
  }
  return report;
}

}  // namespace huiji::checkout
