// Batches of coupons: immutable versions on disk, like promotions. What is counted of them comes from the
// ledger.
#pragma once

#include <set>

#include "platform/db/database.hpp"
#include "wallet/coupon_types.hpp"

namespace huiji::wallet {

struct StoredCouponBatch {
  CouponBatchId batch_id;
  std::int64_t version = 0;
  CouponBatchDraft draft;
  Instant changed_at;
  std::string changed_by;
};
std::optional<StoredCouponBatch> find_coupon_batch(db::Transaction& transaction, MerchantId merchant_id,
                                                   CouponBatchId batch_id);
std::vector<StoredCouponBatch> coupon_batches(db::Transaction& transaction, MerchantId merchant_id);
// Newest first.
std::vector<StoredCouponBatch> coupon_batches_of(db::Transaction& transaction, MerchantId merchant_id,
                                                 PromotionId promotion_id);
void insert_coupon_batch(db::Transaction& transaction, MerchantId merchant_id, const StoredCouponBatch& batch,
                         StaffId by);

// The promotions that have coupons of their own at that instant: paper without a code counts no more.
std::set<PromotionId> promotions_with_coupons(db::Transaction& transaction, MerchantId merchant_id,
                                              Instant at);

// With the promotions' names and what the ledger counts.
CouponBatchList coupon_batch_list(db::Transaction& transaction, MerchantId merchant_id);

}  // namespace huiji::wallet
