// How coupons come to people: by hand to a member, as codes to print, and by the reward of a sale (返券). Ids
// and codes follow from the operation or sale and a secret key, so that the same request, run or sent again,
// makes the same coupons, and nobody who knows the id of a sale can tell its codes. Refuses a batch that is
// not active or is over, a way that the batch does not have, and more than its limits leave. A sale's coupons
// are promised by their promotion and are given without regard to the batch's limits of issue.
#pragma once

#include "platform/crypto/keys.hpp"
#include "pricing/pricing_types.hpp"
#include "wallet/coupon_batch_store.hpp"
#include "wallet/coupon_store.hpp"

namespace huiji::wallet {

Result<std::vector<Coupon>> issue_coupons(db::Transaction& transaction, const crypto::Keys& keys,
                                          const CouponWork& work, OperationId operation_id,
                                          const CouponIssue& wanted);

// For a sale whose document is being saved: plan_sale_issue reads, CouponChanges::save writes. Rewards whose
// promotion has no batch that is issued by rule are left to paper, as before.
CouponChanges plan_sale_issue(db::Transaction& transaction, const crypto::Keys& keys, const CouponWork& work,
                              SaleId sale_id, std::optional<MemberId> member_id,
                              const std::vector<pricing::Reward>& rewards);

// Both in one, for a caller that has nothing else to save. Does nothing when the sale has its coupons
// already.
std::vector<Coupon> issue_for_sale(db::Transaction& transaction, const crypto::Keys& keys,
                                   const CouponWork& work, SaleId sale_id, std::optional<MemberId> member_id,
                                   const std::vector<pricing::Reward>& rewards);

// The code of the n-th coupon that a source makes, for issue and transfer.
std::string fresh_coupon_code(db::Transaction& transaction, const crypto::Keys& keys, MerchantId merchant_id,
                              const Uuid& source_id, std::int64_t number);

}  // namespace huiji::wallet
