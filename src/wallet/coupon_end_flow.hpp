// How a coupon ends without being used: its days are over, or a person voids it with a reason. Both once:
// what has ended is left alone by the next run, so that expiry can be stopped and started at any place.
#pragma once

#include "wallet/coupon_store.hpp"

namespace huiji::wallet {

// At most `limit`; how many. Call until it is less than `limit`. A coupon that a till holds ends after its
// hold.
int expire_coupons(db::Transaction& transaction, MerchantId merchant_id, Instant now, int limit);

Result<Coupon> void_coupon(db::Transaction& transaction, const CouponWork& work, OperationId operation_id,
                           const CouponVoid& wanted);

}  // namespace huiji::wallet
