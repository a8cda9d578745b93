#include "promotions/quota_store.hpp"

#include <algorithm>

#include "platform/world.hpp"
#include "promotions_sql.hpp"
#include "wire/json.hpp"

namespace huiji::promotions {

StoredQuota quota_of(db::Transaction& transaction, MerchantId merchant_id, PromotionId promotion_id) {
  const db::Rows rows = transaction.query(sql::quota_current, {merchant_id, promotion_id});
  if (rows.empty()) return {};
  auto quota = wire::from_json<OfflineQuota>(rows[0].text(1));
  HUIJI_CHECK(quota);
  return {rows[0].integer(0), *quota};
}

void insert_quota(db::Transaction& transaction, MerchantId merchant_id, PromotionId promotion_id,
                  const StoredQuota& stored, Instant now, StaffId by) {
  transaction.execute(sql::quota_insert,
                      {merchant_id, promotion_id, stored.version, wire::to_json(stored.quota), now, by});
}

static QuotaLease lease_of(const auto& row) {
  return {row.template id<AllowanceId>(0),
          row.template id<PromotionId>(1),
          row.template id<TillId>(2),
          row.date(3),
          row.integer(4),
          row.money(5),
          row.integer(6),
          row.money(7),
          row.text(8) == "open",
          row.instant(9),
          row.instant(10)};
}

std::optional<QuotaLease> find_quota_lease(db::Transaction& transaction, MerchantId merchant_id,
                                           AllowanceId lease_id) {
  const db::Rows rows = transaction.query(sql::quota_lease_find, {merchant_id, lease_id});
  if (rows.empty()) return std::nullopt;
  return lease_of(rows[0]);
}

void open_quota_lease(db::Transaction& transaction, MerchantId merchant_id, const QuotaLease& lease) {
  transaction.execute(sql::quota_guard_touch, {merchant_id, lease.promotion_id});
  transaction.execute(sql::quota_lease_insert,
                      {merchant_id, lease.lease_id, lease.promotion_id, lease.till_id, lease.business_day,
                       lease.times, lease.amount, lease.opened_at, lease.deadline});
}

void end_quota_lease(db::Transaction& transaction, MerchantId merchant_id, AllowanceId lease_id, Instant now,
                     std::optional<StaffId> by, const std::optional<std::string>& reason) {
  transaction.execute(sql::quota_lease_end, {merchant_id, lease_id, now, by, reason});
}

QuotaLeaseView view_of(const QuotaLease& lease, std::string promotion_name) {
  QuotaLeaseView view;
  view.lease_id = lease.lease_id;
  view.promotion_id = lease.promotion_id;
  view.promotion_name = std::move(promotion_name);
  view.till_id = lease.till_id;
  if (lease.times > 0) view.times = lease.times;
  if (lease.amount.minor > 0) view.budget = lease.amount;
  view.used_times = lease.used_times;
  view.used_amount = lease.used_amount;
  view.opened_at = lease.opened_at;
  view.deadline = lease.deadline;
  view.open = lease.open;
  return view;
}

std::vector<QuotaLeaseView> open_quota_leases(db::Transaction& transaction, MerchantId merchant_id) {
  std::vector<QuotaLeaseView> views;
  for (const auto row : transaction.query(sql::quota_leases_open, {merchant_id})) {
    const QuotaLease lease = lease_of(row);
    QuotaLeaseView view = view_of(lease, "");
    view.till_name = row.text(11);
    views.push_back(std::move(view));
  }
  return views;
}

Leased leased(db::Transaction& transaction, MerchantId merchant_id, PromotionId promotion_id,
              Date business_day, std::span<const AllowanceId> own) {
  Leased sum;
  for (const auto row : transaction.query(sql::quota_leases_of_promotion, {merchant_id, promotion_id})) {
    const QuotaLease lease = lease_of(row);
    if (std::find(own.begin(), own.end(), lease.lease_id) != own.end()) continue;
    sum.times += lease.times - lease.used_times;
    sum.amount += lease.amount - lease.used_amount;
    if (lease.business_day == business_day) sum.today += lease.times - lease.used_times;
  }
  return sum;
}

void use_quota_leases(db::Transaction& transaction, MerchantId merchant_id, TillId till_id,
                      std::span<const AllowanceId> lease_ids, std::span<const Use> uses) {
  for (const AllowanceId lease_id : lease_ids) {
    const auto lease = find_quota_lease(transaction, merchant_id, lease_id);
    if (!lease || !lease->open || lease->till_id != till_id) continue;
    for (const Use& use : uses) {
      if (use.promotion_id != lease->promotion_id) continue;
      transaction.execute(sql::quota_lease_use,
                          {merchant_id, lease_id, std::min(lease->times, lease->used_times + use.times),
                           std::min(lease->amount, lease->used_amount + use.amount)});
    }
  }
}

Instant end_of_business_day(db::Transaction& transaction, MerchantId merchant_id, Instant now) {
  const db::Rows rows = transaction.query(sql::promotion_merchant, {merchant_id});
  HUIJI_CHECK(!rows.empty());
  const std::int64_t shift_ms =
      (utc_offset_minutes(rows[0].text(2).c_str(), now) - rows[0].integer(3)) * kMinute_ms;
  return {((now.ms + shift_ms) / kDay_ms + 1) * kDay_ms - shift_ms};
}

}  // namespace huiji::promotions
