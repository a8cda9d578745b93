#include "wallet/coupon_transfer_flow.hpp"

#include "promotions/promotions_store.hpp"
#include "wallet/coupon_batch_store.hpp"
#include "wallet/coupon_errors.hpp"
#include "wallet/coupon_issue_flow.hpp"
#include "wallet/coupon_reserve_flow.hpp"
#include "wallet_sql.hpp"

namespace huiji::wallet {

namespace {

struct Offer {
  CouponId coupon_id;
  std::string old_code;
  std::optional<MemberId> to_member;
  Instant expires_at;
};

std::optional<Offer> find_offer(db::Transaction& transaction, MerchantId merchant_id,
                                OperationId transfer_id) {
  const db::Rows rows = transaction.query(sql::coupon_transfer_find, {merchant_id, transfer_id});
  if (rows.empty()) return std::nullopt;
  return Offer{rows[0].id<CouponId>(0), rows[0].text(1), rows[0].id_or_none<MemberId>(2), rows[0].instant(3)};
}

CouponTransfer reply_of(db::Transaction& transaction, MerchantId merchant_id, const Coupon& coupon,
                        Instant expires_at) {
  const auto promotion = promotions::find_promotion(transaction, merchant_id, coupon.promotion_id);
  return {coupon.coupon_id, promotion ? promotion->promotion.name : "", expires_at};
}

Result<Done> check_may_go(db::Transaction& transaction, const CouponWork& work, const Coupon& coupon) {
  if (coupon.state == CouponState::reserved) return coupon_not_free;
  if (auto good = check_free(coupon, work.today); !good && good.refusal().code != &coupon_not_yet)
    return good.refusal();
  const auto batch = find_coupon_batch(transaction, work.merchant_id, coupon.batch_id);
  HUIJI_CHECK(batch);
  if (!batch->draft.transferable) return coupon_not_transferable;
  return Done{};
}

}  // namespace

Result<CouponTransfer> offer_coupon(db::Transaction& transaction, const CouponWork& work,
                                    OperationId transfer_id, const CouponTransferOffer& offer) {
  const auto earlier = find_offer(transaction, work.merchant_id, transfer_id);
  auto shown = coupon_shown(transaction, work.merchant_id, offer.code);
  if (earlier) {
    if (!shown || shown->coupon_id != earlier->coupon_id) return coupon_id_reused;
    return reply_of(transaction, work.merchant_id, *shown, earlier->expires_at);
  }
  if (!shown) return shown.refusal();
  if (auto good = check_may_go(transaction, work, *shown); !good) return good.refusal();
  const Instant expires_at = work.now + kTransfer_ms;
  transaction.execute(sql::coupon_transfer_insert, {work.merchant_id, transfer_id, shown->coupon_id,
                                                    shown->code, shown->member_id, work.now, expires_at});
  Coupon after = *shown;
  CouponChanges changes(work, "coupon-offer", transfer_id.bytes);
  changes.change(*shown, after, {"offered", transfer_id.bytes});
  changes.save(transaction);
  return reply_of(transaction, work.merchant_id, *shown, expires_at);
}

Result<Coupon> take_coupon(db::Transaction& transaction, const crypto::Keys& keys, const CouponWork& work,
                           OperationId transfer_id, MemberId taker) {
  const auto offer = find_offer(transaction, work.merchant_id, transfer_id);
  if (!offer) return no_such_coupon_transfer;
  const auto member_id = own_id(transaction, work.merchant_id, taker);
  if (!member_id) return coupon_member_unknown;
  const auto coupon = find_coupon(transaction, work.merchant_id, offer->coupon_id);
  HUIJI_CHECK(coupon);
  if (offer->to_member) {
    if (own_id(transaction, work.merchant_id, offer->to_member) != member_id) return coupon_transfer_over;
    return *coupon;
  }
  // Another offer of the same coupon was faster, or this one is too old.
  if (coupon->code != offer->old_code || offer->expires_at < work.now) return coupon_transfer_over;
  if (auto good = check_may_go(transaction, work, *coupon); !good) return good.refusal();

  Coupon after = *coupon;
  after.member_id = *member_id;
  after.code = fresh_coupon_code(transaction, keys, work.merchant_id, transfer_id.bytes, 1);
  CouponChanges changes(work, "coupon-transfer", transfer_id.bytes);
  changes.change(*coupon, after, {"passed_on", transfer_id.bytes, offer->old_code});
  changes.save(transaction);
  transaction.execute(sql::coupon_transfer_take, {work.merchant_id, transfer_id, *member_id, work.now});
  return *find_coupon(transaction, work.merchant_id, offer->coupon_id);
}

}  // namespace huiji::wallet
