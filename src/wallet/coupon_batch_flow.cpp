#include "wallet/coupon_batch_flow.hpp"

#include "promotions/promotions_store.hpp"
#include "wallet/coupon_errors.hpp"
#include "wire/json.hpp"

namespace huiji::wallet {

namespace {

Result<Done> check_promotion(db::Transaction& transaction, MerchantId merchant_id, PromotionId promotion_id) {
  const auto promotion = promotions::find_promotion(transaction, merchant_id, promotion_id);
  if (!promotion) return coupon_promotion_unknown;
  const auto& terms = promotion->promotion.terms;
  if (terms && terms->by_coupon) return Done{};
  return Refusal(coupon_promotion_wrong, {{"name", promotion->promotion.name}});
}

Result<Done> check_ways(const std::vector<CouponWay>& ways) {
  const std::set<CouponWay> different(ways.begin(), ways.end());
  if (ways.empty() || different.size() != ways.size()) return coupon_ways_wrong;
  return Done{};
}

Result<Done> check_limits(const CouponLimits& limits, std::int64_t issued) {
  const auto wrong = [](std::optional<std::int64_t> limit) { return limit && *limit < 1; };
  if (wrong(limits.issued) || wrong(limits.used) || wrong(limits.per_member) ||
      (limits.issued && *limits.issued < issued))
    return Refusal(coupon_limits_wrong, {{"issued", std::to_string(issued)}});
  return Done{};
}

Result<Done> check_change(const StoredCouponBatch& before, const CouponBatchDraft& draft,
                          std::int64_t issued) {
  if (issued == 0) return Done{};
  if (before.draft.promotion_id != draft.promotion_id || draft.state == CouponBatchState::draft)
    return coupon_batch_fixed;
  return Done{};
}

}  // namespace

Result<StoredCouponBatch> put_coupon_batch(db::Transaction& transaction, const CouponWork& work,
                                           CouponBatchId batch_id, const CouponBatchDraft& wanted) {
  CouponBatchDraft draft = wanted;
  draft.expected_version.reset();
  const auto before = find_coupon_batch(transaction, work.merchant_id, batch_id);
  if (before && wire::to_json(before->draft) == wire::to_json(draft)) return *before;
  const std::int64_t current = before ? before->version : 0;
  if (wanted.expected_version && *wanted.expected_version != current)
    return Refusal(coupon_batch_changed, {{"version", std::to_string(current)}});
  if (auto good = check_validity(draft.validity); !good) return good.refusal();
  if (auto good = check_ways(draft.ways); !good) return good.refusal();
  const std::int64_t issued = coupon_uses(transaction, work.merchant_id, batch_id, {}).all.issued;
  if (auto good = check_limits(draft.limits, issued); !good) return good.refusal();
  if (before)
    if (auto good = check_change(*before, draft, issued); !good) return good.refusal();
  if (auto good = check_promotion(transaction, work.merchant_id, draft.promotion_id); !good)
    return good.refusal();
  HUIJI_CHECK(work.staff_id);
  touch_coupon_batch(transaction, work.merchant_id, batch_id);
  insert_coupon_batch(transaction, work.merchant_id, {batch_id, current + 1, draft, work.now, ""},
                      *work.staff_id);
  return *find_coupon_batch(transaction, work.merchant_id, batch_id);
}

}  // namespace huiji::wallet
