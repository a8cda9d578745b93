#include "wallet/coupon_end_flow.hpp"

#include "platform/crypto/content_hash.hpp"
#include "wallet/coupon_errors.hpp"
#include "wallet/coupon_reserve_flow.hpp"

namespace huiji::wallet {

// The id of a run: that of the first change it makes.
static Uuid run_id_of(const Coupon& first, Instant now) {
  const std::string hash =
      crypto::content_hash("expiry" + first.coupon_id.text() + std::to_string(first.version));
  std::array<std::uint8_t, 10> noise;
  for (std::size_t i = 0; i < noise.size(); ++i) noise[i] = static_cast<std::uint8_t>(hash[i]);
  return uuid_v7(now, noise);
}

int expire_coupons(db::Transaction& transaction, MerchantId merchant_id, Instant now, int limit) {
  const CouponWork work = coupon_work(transaction, merchant_id, now);
  const auto ended = ended_coupons(transaction, merchant_id, work.today, limit);
  if (ended.empty()) return 0;
  const Uuid run_id = run_id_of(ended.front(), now);
  CouponChanges changes(work, "coupon-expiry", run_id);
  for (const Coupon& coupon : ended) {
    Coupon after = coupon;
    after.state = CouponState::expired;
    changes.change(coupon, after, {"expired", run_id});
  }
  changes.save(transaction);
  return static_cast<int>(ended.size());
}

static bool done_before(db::Transaction& transaction, const CouponWork& work, const Coupon& coupon,
                        OperationId operation_id) {
  if (coupon.state != CouponState::voided) return false;
  return coupon_events(transaction, work.merchant_id, coupon.coupon_id).back().source_id ==
         operation_id.text();
}

Result<Coupon> void_coupon(db::Transaction& transaction, const CouponWork& work, OperationId operation_id,
                           const CouponVoid& wanted) {
  const auto coupon = coupon_shown(transaction, work.merchant_id, wanted.code);
  if (!coupon) return coupon.refusal();
  if (done_before(transaction, work, *coupon, operation_id)) return *coupon;
  if (coupon->state != CouponState::issued) return coupon_not_free;
  Coupon after = *coupon;
  after.state = CouponState::voided;
  CouponChanges changes(work, "coupon-void", operation_id.bytes);
  changes.change(*coupon, after, {"voided", operation_id.bytes, wanted.reason});
  changes.save(transaction);
  ++after.version;
  return after;
}

}  // namespace huiji::wallet
