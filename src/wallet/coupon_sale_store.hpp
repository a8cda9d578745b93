// Coupons around a sale: planned while the sale is decided (reads), saved with it (writes only). The coupons
// that the priced basket used are marked with the sale and with their part of the discount; others that the
// till held are given back. A sale that has happened stands: one that used a coupon which was not its to use
// any more (its hold was freed and somebody else was faster, its days were over, a limit was full) is
// recorded as an excess.
//
// A return gives a coupon back when it takes the whole benefit of its promotion back: as it was issued, and
// with seven days more if it would end before, once. Coupons that the sale earned are taken back as far as
// the goods that stay do not earn them (pricing/refund_coupons.hpp chooses): those not used are voided, those
// used are marked, and their value is deducted from the refund.
#pragma once

#include "platform/crypto/keys.hpp"
#include "pricing/refund_types.hpp"
#include "wallet/coupon_store.hpp"

namespace huiji::wallet {

struct SaleWithCoupons {
  SaleId sale_id;
  TillId till_id;
  std::optional<MemberId> member_id = {};  // his own id
  Date sale_day;                           // business day of the till's clock
  Instant sold_at;
  const std::vector<CouponId>* coupon_ids = nullptr;
};

struct SaleCoupons {
  std::vector<CouponChanges> changes;
  std::vector<CouponExcess> excess;
  Instant now;
};

// Reads nothing for a sale without coupons and without coupons as rewards.
Result<SaleCoupons> plan_sale_coupons(db::Transaction& transaction, const crypto::Keys& keys,
                                      const CouponWork& work, const SaleWithCoupons& sale,
                                      const pricing::PricedBasket& priced);
void save_sale_coupons(db::Transaction& transaction, MerchantId merchant_id, SaleCoupons plan);

struct ReturnOfCoupons {
  SaleId sale_id;  // the original
  SaleId return_id;
  std::vector<PromotionId> given_back;  // whose whole benefit came back with this return
  std::vector<CouponId> taken;          // earned by the sale, not earned any more
};

struct CouponsBack {
  std::vector<CouponChanges> changes;
  std::vector<Coupon> returned;  // usable again
  std::int64_t voided = 0;       // earned ones
  std::int64_t used = 0;         // earned ones that were used before the return
};

// What the sale earned, as it is now: of one used, what it gave. Whoever knows the earlier returns adds what
// was deducted.
std::vector<pricing::EarnedCoupon> earned_coupons(db::Transaction& transaction, MerchantId merchant_id,
                                                  SaleId sale_id);

CouponsBack plan_coupons_back(db::Transaction& transaction, const CouponWork& work,
                              const ReturnOfCoupons& back);
void save_coupons_back(db::Transaction& transaction, CouponsBack plan);

}  // namespace huiji::wallet
