#include "checkout/coupons_of_sale_store.hpp"

#include "checkout/limited_store.hpp"

namespace huiji::checkout {

static wallet::CouponWork work_of(MerchantId merchant_id, const Document& document) {
  return {merchant_id, document.till_id, document.staff_id, document.recorded_at, document.business_day};
}

Result<wallet::SaleCoupons> load_coupons(db::Transaction& transaction, const crypto::Keys& keys,
                                         MerchantId merchant_id, const Document& sale,
                                         const pricing::PricedBasket& priced) {
  const wallet::CouponWork work = work_of(merchant_id, sale);
  const auto& facts = sale.frozen.facts;
  wallet::SaleWithCoupons with{sale.sale_id,      sale.till_id, sale.member_id,
                               sale.business_day, sale.sold_at, nullptr};
  if (facts && facts->coupon_ids) with.coupon_ids = &*facts->coupon_ids;
  return wallet::plan_sale_coupons(transaction, keys, work, with, priced);
}

wallet::CouponsBack load_coupons_back(db::Transaction& transaction, MerchantId merchant_id,
                                      const Document& sale, const Document& goods_return,
                                      const pricing::RefundRequest& asked) {
  const pricing::PricedBasket priced = stored_price(sale.price);
  wallet::ReturnOfCoupons back{sale.sale_id, goods_return.sale_id, {}, &priced, {}};
  for (const pricing::AppliedPromotion& applied : priced.promotions) {
    if (!applied.coupons) continue;
    if (benefit_is_back(asked, priced, applied.promotion_id) ||
        !pricing::applies_to_rest(asked, applied.promotion_id))
      back.given_back.push_back(applied.promotion_id);
  }
  if (priced.rewards) back.kept_rewards = pricing::rewards_left(asked);
  return wallet::plan_coupons_back(transaction, work_of(merchant_id, goods_return), back);
}

}  // namespace huiji::checkout
