#include "wallet/coupon_reserve_flow.hpp"

#include "platform/crypto/content_hash.hpp"
#include "promotions/promotions_store.hpp"
#include "wallet/coupon_batch_store.hpp"
#include "wallet/coupon_code.hpp"
#include "wallet/coupon_errors.hpp"
#include "wallet_sql.hpp"
#include "wire/json.hpp"

namespace huiji::wallet {

namespace {

constexpr int kFreedForOne = 100;  // overdue holds of a batch that one who asks frees

struct Earlier {
  CouponId coupon_id;
  TillId till_id;
  std::string content;
  std::string state;
  Instant deadline;
};

std::optional<Earlier> find_reservation(db::Transaction& transaction, MerchantId merchant_id,
                                        OperationId reservation_id) {
  const db::Rows rows = transaction.query(sql::coupon_reservation_find, {merchant_id, reservation_id});
  if (rows.empty()) return std::nullopt;
  const auto row = rows[0];
  return Earlier{row.id<CouponId>(0), row.id<TillId>(1), row.bytes(2), row.text(3), row.instant(4)};
}

CouponReservation reply_of(db::Transaction& transaction, MerchantId merchant_id, const Coupon& coupon,
                           Instant deadline) {
  const auto promotion = promotions::find_promotion(transaction, merchant_id, coupon.promotion_id);
  return {coupon.coupon_id, coupon.promotion_id, coupon.code, promotion ? promotion->promotion.name : "",
          deadline};
}

// Ends the hold that the coupon is under.
Coupon freed(db::Transaction& transaction, const CouponWork& work, const Coupon& coupon, const char* event) {
  HUIJI_CHECK(coupon.state == CouponState::reserved && coupon.reservation_id);
  Coupon after = coupon;
  after.state = CouponState::issued;
  after.reservation_id.reset();
  after.till_id.reset();
  after.deadline.reset();
  after.taken_for.reset();
  CouponChanges changes(work, "coupon-release", coupon.reservation_id->bytes);
  changes.change(coupon, after, {event, coupon.reservation_id->bytes}, event);
  changes.save(transaction);
  ++after.version;
  return after;
}

Result<Coupon> taken_from_holder(db::Transaction& transaction, const CouponWork& work, Coupon coupon) {
  if (coupon.state != CouponState::reserved) return coupon;
  if (coupon.overdue(work.now)) return freed(transaction, work, coupon, "freed");
  if (coupon.till_id == work.till_id) return freed(transaction, work, coupon, "released");
  return coupon_held_elsewhere;
}

Result<Done> check_holder(db::Transaction& transaction, const CouponWork& work, const Coupon& coupon,
                          std::optional<MemberId> member_id) {
  if (!coupon.member_id) return Done{};
  if (member_id && own_id(transaction, work.merchant_id, coupon.member_id) == member_id) return Done{};
  return coupon_of_another;
}

struct Room {
  bool all = true;
  bool member = true;
};

Room room_of(db::Transaction& transaction, const CouponWork& work, const StoredCouponBatch& batch,
             std::optional<MemberId> member_id) {
  const CouponLimits& limits = batch.draft.limits;
  const CouponUses uses = coupon_uses(transaction, work.merchant_id, batch.batch_id, member_id);
  return {!limits.used || uses.all.taken < *limits.used,
          !member_id || !limits.per_member || uses.member.taken < *limits.per_member};
}

Result<Done> check_limits(db::Transaction& transaction, const CouponWork& work,
                          const StoredCouponBatch& batch, std::optional<MemberId> member_id) {
  Room room = room_of(transaction, work, batch, member_id);
  if (!room.all || !room.member) {
    const auto overdue =
        overdue_coupons(transaction, work.merchant_id, work.now, kFreedForOne, batch.batch_id);
    for (const Coupon& coupon : overdue) freed(transaction, work, coupon, "freed");
    if (!overdue.empty()) room = room_of(transaction, work, batch, member_id);
  }
  const Detail name{"name", batch.draft.name};
  if (!room.all)
    return Refusal(coupon_use_exhausted, {name, {"limit", std::to_string(*batch.draft.limits.used)}});
  if (!room.member)
    return Refusal(coupon_member_exhausted,
                   {name, {"limit", std::to_string(*batch.draft.limits.per_member)}});
  return Done{};
}

void hold(db::Transaction& transaction, const CouponWork& work, OperationId reservation_id,
          const Coupon& coupon, std::optional<MemberId> member_id, Instant deadline,
          const std::string& content) {
  Coupon after = coupon;
  after.state = CouponState::reserved;
  after.reservation_id = reservation_id;
  after.till_id = work.till_id;
  after.deadline = deadline;
  after.taken_for = member_id;
  CouponChanges changes(work, "coupon-reserve", reservation_id.bytes);
  changes.change(coupon, after, {"reserved", reservation_id.bytes});
  changes.save(transaction);
  transaction.execute(sql::coupon_reservation_insert,
                      {work.merchant_id, reservation_id, coupon.coupon_id, *work.till_id, db::Bytes{content},
                       work.now, deadline});
}

Result<CouponReservation> answer_again(db::Transaction& transaction, const CouponWork& work,
                                       const Earlier& earlier, const std::string& content) {
  if (earlier.content != content) return coupon_id_reused;
  const auto coupon = find_coupon(transaction, work.merchant_id, earlier.coupon_id);
  HUIJI_CHECK(coupon);
  if (earlier.state != "open" || earlier.deadline < work.now)
    return Refusal(coupon_reservation_over, {{"state", earlier.state}});
  return reply_of(transaction, work.merchant_id, *coupon, earlier.deadline);
}

}  // namespace

Result<Coupon> coupon_shown(db::Transaction& transaction, MerchantId merchant_id, std::string_view text) {
  const auto code = parse_coupon_code(text);
  if (!code) return coupon_code_wrong;
  if (auto coupon = coupon_by_code(transaction, merchant_id, *code)) return *std::move(coupon);
  if (coupon_was_passed_on(transaction, merchant_id, *code)) return coupon_passed_on;
  return no_such_coupon;
}

Result<CouponReservation> reserve_coupon(db::Transaction& transaction, const CouponWork& work,
                                         OperationId reservation_id, const CouponReservationRequest& wanted) {
  HUIJI_CHECK(work.till_id);
  const std::string content = crypto::content_hash(work.till_id->text() + wire::to_json(wanted));
  if (const auto earlier = find_reservation(transaction, work.merchant_id, reservation_id))
    return answer_again(transaction, work, *earlier, content);

  const auto shown = coupon_shown(transaction, work.merchant_id, wanted.code);
  if (!shown) return shown.refusal();
  if (shown->state != CouponState::reserved)
    if (auto good = check_free(*shown, work.today); !good) return good.refusal();
  const auto member_id = own_id(transaction, work.merchant_id, wanted.member_id);
  if (wanted.member_id && !member_id) return coupon_member_unknown;
  if (auto good = check_holder(transaction, work, *shown, member_id); !good) return good.refusal();

  auto coupon = taken_from_holder(transaction, work, *shown);
  if (!coupon) return coupon.refusal();
  if (auto good = check_free(*coupon, work.today); !good) return good.refusal();
  const auto batch = find_coupon_batch(transaction, work.merchant_id, coupon->batch_id);
  HUIJI_CHECK(batch);
  if (auto good = check_limits(transaction, work, *batch, member_id); !good) return good.refusal();

  const Instant deadline = work.now + wanted.minutes.value_or(kCouponHold_minutes) * kMinute_ms;
  hold(transaction, work, reservation_id, *coupon, member_id, deadline, content);
  return reply_of(transaction, work.merchant_id, *coupon, deadline);
}

Result<Done> release_coupon(db::Transaction& transaction, const CouponWork& work,
                            OperationId reservation_id) {
  const auto earlier = find_reservation(transaction, work.merchant_id, reservation_id);
  if (!earlier) return Done{};  // the request to reserve never came: nothing is held
  if (earlier->till_id != work.till_id) return coupon_held_elsewhere;
  if (earlier->state != "open") return Done{};
  const auto coupon = find_coupon(transaction, work.merchant_id, earlier->coupon_id);
  HUIJI_CHECK(coupon && coupon->reservation_id == reservation_id);
  freed(transaction, work, *coupon, "released");
  return Done{};
}

int free_expired_coupons(db::Transaction& transaction, MerchantId merchant_id, Instant now, int limit) {
  const auto overdue = overdue_coupons(transaction, merchant_id, now, limit);
  if (overdue.empty()) return 0;
  const CouponWork work = coupon_work(transaction, merchant_id, now);
  for (const Coupon& coupon : overdue) freed(transaction, work, coupon, "freed");
  return static_cast<int>(overdue.size());
}

}  // namespace huiji::wallet
