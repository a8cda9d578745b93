#include "wallet/coupon_issue_flow.hpp"

#include <algorithm>
#include <cstring>

#include "platform/crypto/content_hash.hpp"
#include "wallet/coupon_code.hpp"
#include "wallet/coupon_errors.hpp"
#include "wallet_sql.hpp"
#include "wire/json.hpp"

namespace huiji::wallet {

namespace {

// 32 bytes that nobody without the key can foretell.
std::string derived(const crypto::Keys& keys, MerchantId merchant_id, const Uuid& source_id,
                    std::int64_t number) {
  std::string text(keys.token.begin(), keys.token.end());
  text += "coupon" + merchant_id.text() + uuid_to_text(source_id) + std::to_string(number);
  return crypto::content_hash(text);
}

CouponId coupon_id_of(const crypto::Keys& keys, MerchantId merchant_id, const Uuid& source_id,
                      std::int64_t number, Instant now) {
  const std::string hash = derived(keys, merchant_id, source_id, -1 - number);
  std::array<std::uint8_t, 10> noise;
  std::memcpy(noise.data(), hash.data(), noise.size());
  return {uuid_v7(now, noise)};
}

class Maker {
 public:
  Maker(db::Transaction& transaction, const crypto::Keys& keys, const CouponWork& work, const Uuid& source_id)
      : transaction_(transaction), keys_(keys), work_(work), source_id_(source_id) {}

  Coupon make(const StoredCouponBatch& batch, std::optional<MemberId> member_id) {
    const CouponDays days = days_of(batch.draft.validity, work_.today);
    const std::int64_t number = ++made_;
    Coupon coupon;
    coupon.coupon_id = coupon_id_of(keys_, work_.merchant_id, source_id_, number, work_.now);
    coupon.batch_id = batch.batch_id;
    coupon.promotion_id = batch.draft.promotion_id;
    coupon.code = fresh_coupon_code(transaction_, keys_, work_.merchant_id, source_id_, number);
    coupon.member_id = member_id;
    coupon.source_id = source_id_;
    coupon.issued_at = work_.now;
    coupon.valid_from = days.from;
    coupon.valid_until = days.until;
    return coupon;
  }

 private:
  db::Transaction& transaction_;
  const crypto::Keys& keys_;
  const CouponWork& work_;
  const Uuid source_id_;
  std::int64_t made_ = 0;
};

bool is_over(const StoredCouponBatch& batch, Date today) {
  const auto last = last_day_to_issue(batch.draft.validity);
  return last && *last < today;
}

bool has_way(const StoredCouponBatch& batch, CouponWay way) {
  return std::find(batch.draft.ways.begin(), batch.draft.ways.end(), way) != batch.draft.ways.end();
}

Result<Done> check_open(const StoredCouponBatch& batch, CouponWay way, Date today) {
  const Detail name{"name", batch.draft.name};
  if (batch.draft.state != CouponBatchState::active) return Refusal(coupon_batch_closed, {name});
  if (is_over(batch, today))
    return Refusal(coupon_batch_over, {name, {"until", huiji::to_text(*batch.draft.validity.until)}});
  if (!has_way(batch, way)) return Refusal(coupon_way_wrong, {name});
  return Done{};
}

Result<Done> check_room(db::Transaction& transaction, MerchantId merchant_id, const StoredCouponBatch& batch,
                        std::optional<MemberId> member_id, std::int64_t count) {
  const CouponLimits& limits = batch.draft.limits;
  const CouponUses uses = coupon_uses(transaction, merchant_id, batch.batch_id, member_id);
  if (limits.issued && uses.all.issued + count > *limits.issued)
    return Refusal(coupon_batch_exhausted,
                   {{"name", batch.draft.name}, {"left", std::to_string(*limits.issued - uses.all.issued)}});
  if (member_id && limits.per_member && uses.member.issued + count > *limits.per_member)
    return Refusal(coupon_member_has_enough, {{"limit", std::to_string(*limits.per_member)}});
  return Done{};
}

// The batch that gives a promotion's coupons as rewards: the newest one that can.
std::optional<StoredCouponBatch> batch_by_rule(db::Transaction& transaction, const CouponWork& work,
                                               PromotionId promotion_id) {
  for (StoredCouponBatch& batch : coupon_batches_of(transaction, work.merchant_id, promotion_id))
    if (check_open(batch, CouponWay::rule, work.today)) return std::move(batch);
  return std::nullopt;
}

}  // namespace

std::string fresh_coupon_code(db::Transaction& transaction, const crypto::Keys& keys, MerchantId merchant_id,
                              const Uuid& source_id, std::int64_t number) {
  const std::string hash = derived(keys, merchant_id, source_id, number);
  for (std::size_t at = 0; at + 8 <= hash.size(); ++at) {  // two coupons in 2^50 are equal by chance
    std::uint64_t random = 0;
    std::memcpy(&random, hash.data() + at, sizeof random);
    std::string code = make_coupon_code(random);
    if (transaction.query(sql::coupon_code_taken, {merchant_id, code}).empty()) return code;
  }
  HUIJI_CHECK(false);
}

Result<std::vector<Coupon>> issue_coupons(db::Transaction& transaction, const crypto::Keys& keys,
                                          const CouponWork& work, OperationId operation_id,
                                          const CouponIssue& wanted) {
  const std::string content = crypto::content_hash(wire::to_json(wanted));
  const db::Rows earlier = transaction.query(sql::coupon_issue_find, {work.merchant_id, operation_id});
  if (!earlier.empty()) {
    if (earlier[0].bytes(1) != content) return coupon_id_reused;
    return coupons_by_source(transaction, work.merchant_id, operation_id.bytes);
  }
  const auto batch = find_coupon_batch(transaction, work.merchant_id, wanted.batch_id);
  if (!batch) return no_such_coupon_batch;
  const CouponWay way = wanted.member_id ? CouponWay::hand : CouponWay::code;
  if (auto good = check_open(*batch, way, work.today); !good) return good.refusal();
  const auto member_id = own_id(transaction, work.merchant_id, wanted.member_id);
  if (wanted.member_id && !member_id) return coupon_member_unknown;
  if (auto good = check_room(transaction, work.merchant_id, *batch, member_id, wanted.count); !good)
    return good.refusal();

  HUIJI_CHECK(work.staff_id);
  Maker maker(transaction, keys, work, operation_id.bytes);
  CouponChanges changes(work, "coupon-issue", operation_id.bytes);
  for (std::int64_t i = 0; i < wanted.count; ++i)
    changes.issue(maker.make(*batch, member_id), {"issued", operation_id.bytes, wanted.note});
  changes.save(transaction);
  transaction.execute(sql::coupon_issue_insert,
                      {work.merchant_id, operation_id, batch->batch_id, member_id, wanted.count,
                       db::Bytes{content}, work.now, *work.staff_id, wanted.note});
  return coupons_by_source(transaction, work.merchant_id, operation_id.bytes);
}

CouponChanges plan_sale_issue(db::Transaction& transaction, const crypto::Keys& keys, const CouponWork& work,
                              SaleId sale_id, std::optional<MemberId> member_id,
                              const std::vector<pricing::Reward>& rewards) {
  CouponChanges changes(work, "coupon-issue", sale_id.bytes);
  Maker maker(transaction, keys, work, sale_id.bytes);
  for (const pricing::Reward& reward : rewards) {
    if (reward.reward != pricing::RewardKind::coupons || !reward.coupon_of) continue;
    const auto batch = batch_by_rule(transaction, work, *reward.coupon_of);
    for (std::int64_t i = 0; batch && i < reward.count; ++i)
      changes.issue(maker.make(*batch, member_id), {"issued", sale_id.bytes, reward.name});
  }
  return changes;
}

std::vector<Coupon> issue_for_sale(db::Transaction& transaction, const crypto::Keys& keys,
                                   const CouponWork& work, SaleId sale_id, std::optional<MemberId> member_id,
                                   const std::vector<pricing::Reward>& rewards) {
  auto earlier = coupons_by_source(transaction, work.merchant_id, sale_id.bytes);
  if (!earlier.empty()) return earlier;
  plan_sale_issue(transaction, keys, work, sale_id, own_id(transaction, work.merchant_id, member_id), rewards)
      .save(transaction);
  return coupons_by_source(transaction, work.merchant_id, sale_id.bytes);
}

}  // namespace huiji::wallet
