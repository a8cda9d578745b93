// Writing a batch of coupons: a new immutable version; the same content again changes nothing. Refuses a
// promotion that does not apply by coupon, a validity that says nothing or too much, limits below what is out
// already, another promotion or a draft once coupons are out, and a change of what somebody else changed
// since the form was opened.
#pragma once

#include "wallet/coupon_batch_store.hpp"
#include "wallet/coupon_store.hpp"

namespace huiji::wallet {

Result<StoredCouponBatch> put_coupon_batch(db::Transaction& transaction, const CouponWork& work,
                                           CouponBatchId batch_id, const CouponBatchDraft& draft);

}  // namespace huiji::wallet
