// Coupons around a sale and its returns: what a document tells wallet/coupon_sale_store.hpp, in one call
// each. load_ reads before anything is saved; wallet::save_sale_coupons and save_coupons_back write.
#pragma once

#include "checkout/document.hpp"
#include "checkout/services_store.hpp"
#include "pricing/pricing.hpp"
#include "wallet/coupon_sale_store.hpp"

namespace huiji::checkout {

// `sale` is the document about to be saved, with the till's facts frozen in it.
Result<wallet::SaleCoupons> load_coupons(db::Transaction& transaction, const crypto::Keys& keys,
                                         MerchantId merchant_id, const Document& sale,
                                         const pricing::PricedBasket& priced);

// A coupon comes back when this return takes the whole benefit of its promotion back, or when the promotion
// does not apply any more to what stays and is priced again.
wallet::CouponsBack load_coupons_back(db::Transaction& transaction, MerchantId merchant_id,
                                      const Document& sale, const Document& goods_return,
                                      const pricing::RefundRequest& asked, const pricing::RefundPlan& plan);

// The sale's own coupons with a number, and what its returns deducted of each so far; none of a sale that
// gave none.
std::optional<std::vector<pricing::EarnedCoupon>> load_earned_coupons(db::Transaction& transaction,
                                                                      MerchantId merchant_id,
                                                                      const Document& sale);

}  // namespace huiji::checkout
