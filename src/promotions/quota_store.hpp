// Quotas of limited promotions on disk: what the owner lets a till keep, and what tills hold. A lease counts
// as used for everybody but the sales that name it, until they arrive; so what tills use without the network
// never goes beyond the limit, whatever arrives when. Of two that lease at once, one runs again
// (quota_guard).
#pragma once

#include <map>
#include <span>

#include "platform/db/database.hpp"
#include "promotions/quota_types.hpp"
#include "promotions/usage.hpp"

namespace huiji::promotions {

struct QuotaLease {
  AllowanceId lease_id;
  PromotionId promotion_id;
  TillId till_id;
  Date business_day;
  std::int64_t times = 0;
  Money amount;
  std::int64_t used_times = 0;
  Money used_amount;
  bool open = true;
  Instant opened_at;
  Instant deadline;
};

struct StoredQuota {
  std::int64_t version = 0;
  OfflineQuota quota;
};
StoredQuota quota_of(db::Transaction& transaction, MerchantId merchant_id, PromotionId promotion_id);
void insert_quota(db::Transaction& transaction, MerchantId merchant_id, PromotionId promotion_id,
                  const StoredQuota& stored, Instant now, StaffId by);

std::optional<QuotaLease> find_quota_lease(db::Transaction& transaction, MerchantId merchant_id,
                                           AllowanceId lease_id);
void open_quota_lease(db::Transaction& transaction, MerchantId merchant_id, const QuotaLease& lease);
void end_quota_lease(db::Transaction& transaction, MerchantId merchant_id, AllowanceId lease_id, Instant now,
                     std::optional<StaffId> by, const std::optional<std::string>& reason);
QuotaLeaseView view_of(const QuotaLease& lease, std::string promotion_name);  // without the till's name
std::vector<QuotaLeaseView> open_quota_leases(db::Transaction& transaction, MerchantId merchant_id);

// What open leases still hold, but for those of `own`.
struct Leased {
  std::int64_t times = 0;
  std::int64_t today = 0;
  Money amount;
};
Leased leased(db::Transaction& transaction, MerchantId merchant_id, PromotionId promotion_id,
              Date business_day, std::span<const AllowanceId> own = {});

// A sale has arrived that names these leases: what it used is no longer held.
void use_quota_leases(db::Transaction& transaction, MerchantId merchant_id, TillId till_id,
                      std::span<const AllowanceId> lease_ids, std::span<const Use> uses);

// When the business day of `now` is over.
Instant end_of_business_day(db::Transaction& transaction, MerchantId merchant_id, Instant now);

}  // namespace huiji::promotions
