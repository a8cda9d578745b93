#include "checkout/coupons_of_sale_store.hpp"

#include <algorithm>

#include "checkout/limited_store.hpp"
#include "checkout_sql.hpp"
#include "wire/json.hpp"

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
                                      const pricing::RefundRequest& asked, const pricing::RefundPlan& plan) {
  const pricing::PricedBasket priced = stored_price(sale.price);
  wallet::ReturnOfCoupons back{sale.sale_id, goods_return.sale_id, {}, {}};
  for (const pricing::AppliedPromotion& applied : priced.promotions) {
    if (!applied.coupons) continue;
    if (benefit_is_back(asked, priced, applied.promotion_id) ||
        !pricing::applies_to_rest(asked, applied.promotion_id))
      back.given_back.push_back(applied.promotion_id);
  }
  if (plan.coupons)
    for (const pricing::TakenCoupon& coupon : *plan.coupons) back.taken.push_back(coupon.coupon_id);
  return wallet::plan_coupons_back(transaction, work_of(merchant_id, goods_return), back);
}

static bool gave_coupons(const Document& sale) {
  if (sale.kind != SaleKind::sale) return false;  // a return's price is its plan
  const pricing::PricedBasket priced = stored_price(sale.price);
  if (!priced.rewards) return false;
  return std::any_of(priced.rewards->begin(), priced.rewards->end(), [](const pricing::Reward& reward) {
    return reward.reward == pricing::RewardKind::coupons;
  });
}

// Of one taken back, what it had given then stands with the return that took it: the coupon may have been
// given back to its holder since.
static void add_deducted(const pricing::TakenCoupon& taken, std::vector<pricing::EarnedCoupon>& earned) {
  for (pricing::EarnedCoupon& coupon : earned)
    if (coupon.coupon_id == taken.coupon_id) {
      coupon.value = taken.value;
      coupon.deducted += taken.deducted;
    }
}

std::optional<std::vector<pricing::EarnedCoupon>> load_earned_coupons(db::Transaction& transaction,
                                                                      MerchantId merchant_id,
                                                                      const Document& sale) {
  if (!gave_coupons(sale)) return std::nullopt;
  auto earned = wallet::earned_coupons(transaction, merchant_id, sale.sale_id);
  if (earned.empty()) return std::nullopt;
  for (pricing::EarnedCoupon& coupon : earned)
    if (coupon.taken_back) coupon.value = {};
  if (sale.returns == 0) return earned;
  for (const auto row : transaction.query(sql::return_plans, {merchant_id, sale.sale_id})) {
    const auto plan = wire::from_json<pricing::RefundPlan>(row.text(0));
    HUIJI_CHECK(plan);
    if (!plan->coupons) continue;
    for (const pricing::TakenCoupon& taken : *plan->coupons) add_deducted(taken, earned);
  }
  return earned;
}

}  // namespace huiji::checkout
