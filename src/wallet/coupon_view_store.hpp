// Coupons as people see them: with the names of batch and promotion, and whether they can be used today.
#pragma once

#include "wallet/coupon_batch_store.hpp"
#include "wallet/coupon_store.hpp"

namespace huiji::wallet {

CouponList coupon_list(db::Transaction& transaction, const CouponWork& work,
                       const std::vector<Coupon>& coupons);
CouponView coupon_view(db::Transaction& transaction, const CouponWork& work, const Coupon& coupon);
CouponDetail coupon_detail(db::Transaction& transaction, const CouponWork& work, const Coupon& coupon);
std::optional<CouponBatch> coupon_batch_shown(db::Transaction& transaction, MerchantId merchant_id,
                                              CouponBatchId batch_id);

}  // namespace huiji::wallet
