#include "promotions/quota_flow.hpp"

#include <algorithm>

#include "promotions/promotions_errors.hpp"
#include "promotions/promotions_store.hpp"
#include "promotions/quota_errors.hpp"
#include "promotions/usage_store.hpp"
#include "wire/json.hpp"

namespace huiji::promotions {

static bool counts(const pricing::Limits& limits) { return limits.total || limits.per_day; }
static bool is_shared(const pricing::Limits& limits) { return counts(limits) || limits.budget; }

Result<OfflineQuota> put_quota(db::Transaction& transaction, const Caller& caller, PromotionId promotion_id,
                               const OfflineQuota& quota, Instant now) {
  const auto promotion = find_promotion(transaction, caller.merchant_id, promotion_id);
  if (!promotion) return no_such_promotion;
  const auto& limits = promotion->promotion.limits;
  if (!limits || !is_shared(*limits)) return quota_not_limited;
  const StoredQuota before = quota_of(transaction, caller.merchant_id, promotion_id);
  if (wire::to_json(before.quota) == wire::to_json(quota)) return quota;
  HUIJI_CHECK(caller.staff_id);
  insert_quota(transaction, caller.merchant_id, promotion_id, {before.version + 1, quota}, now,
               *caller.staff_id);
  return quota;
}

PromotionQuotaList quotas(db::Transaction& transaction, MerchantId merchant_id, Instant now) {
  PromotionQuotaList list;
  const auto day = business_day_now(transaction, merchant_id, now);
  if (!day) return list;
  for (const pricing::Promotion& promotion : limited_promotions(transaction, merchant_id)) {
    if (!is_shared(*promotion.limits)) continue;
    const PromotionId id = promotion.promotion_id;
    const Leased held = leased(transaction, merchant_id, id, *day);
    list.quotas.push_back({id, promotion.name, *promotion.limits,
                           quota_of(transaction, merchant_id, id).quota, held.times, held.amount});
  }
  return list;
}

static std::optional<pricing::Promotion> limited(db::Transaction& transaction, MerchantId merchant_id,
                                                 PromotionId promotion_id) {
  const auto stored = find_promotion(transaction, merchant_id, promotion_id);
  if (!stored || stored->promotion.state != pricing::PromotionState::active) return std::nullopt;
  const auto& limits = stored->promotion.limits;
  if (!limits || !is_shared(*limits)) return std::nullopt;
  return stored->promotion;
}

// What may be given now; members' own limits are not the till's business.
static Result<QuotaLease> granted(db::Transaction& transaction, const Caller& caller,
                                  const pricing::Promotion& promotion, const OfflineQuota& quota,
                                  Instant now) {
  const pricing::Limits& limits = *promotion.limits;
  const Detail name{"name", promotion.name};
  if ((counts(limits) && quota.times == 0) || (limits.budget && quota.budget.minor == 0))
    return Refusal(quota_not_allowed, {name});
  QuotaLease lease;
  lease.promotion_id = promotion.promotion_id;
  lease.business_day = *business_day_now(transaction, caller.merchant_id, now);
  const UsePlace place{caller.merchant_id, *caller.till_id, lease.business_day, {}};
  const auto left =
      remaining_of(promotion.promotion_id, limits, used(transaction, place, promotion.promotion_id), false);
  if (left.times) lease.times = std::min(*left.times, quota.times);
  if (left.budget) lease.amount = std::min(*left.budget, quota.budget);
  if ((left.times && lease.times == 0) || (left.budget && lease.amount.minor == 0))
    return Refusal(quota_used_up, {name});
  lease.opened_at = now;
  lease.deadline = {now.ms + quota.hours * kHour_ms};
  // What is counted for today is not used tomorrow.
  if (limits.per_day)
    lease.deadline = std::min(lease.deadline, end_of_business_day(transaction, caller.merchant_id, now));
  return lease;
}

Result<QuotaLeaseView> lease_quota(db::Transaction& transaction, const Caller& caller, AllowanceId lease_id,
                                   const QuotaLeaseRequest& request, Instant now) {
  HUIJI_CHECK(caller.till_id);
  const MerchantId merchant_id = caller.merchant_id;
  const auto promotion = limited(transaction, merchant_id, request.promotion_id);
  if (const auto earlier = find_quota_lease(transaction, merchant_id, lease_id)) {
    if (earlier->till_id != *caller.till_id || earlier->promotion_id != request.promotion_id)
      return quota_lease_reused;
    return view_of(*earlier, promotion ? promotion->name : "");
  }
  if (!promotion) return quota_not_limited;
  const StoredQuota stored = quota_of(transaction, merchant_id, request.promotion_id);
  auto lease = granted(transaction, caller, *promotion, stored.quota, now);
  if (!lease) return lease.refusal();
  lease->lease_id = lease_id;
  lease->till_id = *caller.till_id;
  open_quota_lease(transaction, merchant_id, *lease);
  return view_of(*lease, promotion->name);
}

static QuotaLeaseView ended(db::Transaction& transaction, MerchantId merchant_id, QuotaLease lease,
                            Instant now, std::optional<StaffId> by,
                            const std::optional<std::string>& reason) {
  if (lease.open) end_quota_lease(transaction, merchant_id, lease.lease_id, now, by, reason);
  lease.open = false;
  const auto promotion = find_promotion(transaction, merchant_id, lease.promotion_id);
  return view_of(lease, promotion ? promotion->promotion.name : "");
}

Result<QuotaLeaseView> release_quota(db::Transaction& transaction, const Caller& caller, AllowanceId lease_id,
                                     Instant now) {
  const auto lease = find_quota_lease(transaction, caller.merchant_id, lease_id);
  if (!lease || lease->till_id != caller.till_id) return quota_lease_unknown;
  return ended(transaction, caller.merchant_id, *lease, now, {}, {});
}

Result<QuotaLeaseView> give_up_quota(db::Transaction& transaction, const Caller& caller, AllowanceId lease_id,
                                     const QuotaLeaseEnd& wanted, Instant now) {
  const auto lease = find_quota_lease(transaction, caller.merchant_id, lease_id);
  if (!lease) return quota_lease_unknown;
  return ended(transaction, caller.merchant_id, *lease, now, caller.staff_id, wanted.reason);
}

}  // namespace huiji::promotions
