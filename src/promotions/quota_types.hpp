// Quotas on the wire: uses of a limited promotion (限量特价, 秒杀, a budget) that a till may give while it
// has no network. The owner says how much each till may keep; a till asks for it while it is on line.
#pragma once

#include "pricing/pricing_types.hpp"

namespace huiji::promotions {

// PUT /v1/promotions/{promotion_id}/offline-quota: what one till may keep. A promotion is leased when each of
// its shared limits has its quota: `times` for those that count, `budget` for a budget.
struct OfflineQuota {
  std::int64_t times = 0;  // 0: none
  Money budget = {};
  std::int64_t hours = 24;  // after which the till stops, by its own clock
};
BOOST_DESCRIBE_STRUCT(OfflineQuota, (), (times, budget, hours))

// GET /v1/offline-quotas: of every active promotion that has a shared limit.
struct PromotionQuota {
  PromotionId promotion_id;
  std::string name;
  pricing::Limits limits;
  OfflineQuota quota;
  std::int64_t leased_times = 0;  // with tills now, not used yet
  Money leased_amount;
};
BOOST_DESCRIBE_STRUCT(PromotionQuota, (), (promotion_id, name, limits, quota, leased_times, leased_amount))

struct PromotionQuotaList {
  std::vector<PromotionQuota> quotas;
};
BOOST_DESCRIBE_STRUCT(PromotionQuotaList, (), (quotas))

// PUT /v1/quota-leases/{lease_id}
struct QuotaLeaseRequest {
  PromotionId promotion_id;
};
BOOST_DESCRIBE_STRUCT(QuotaLeaseRequest, (), (promotion_id))

struct QuotaLeaseView {
  AllowanceId lease_id;
  PromotionId promotion_id;
  std::string promotion_name;
  TillId till_id;
  std::string till_name;
  std::optional<std::int64_t> times = {};  // absent: nothing counts them
  std::optional<Money> budget = {};
  std::int64_t used_times = 0;  // by sales that the server has
  Money used_amount;
  Instant opened_at;
  Instant deadline;
  bool open = true;
};
BOOST_DESCRIBE_STRUCT(QuotaLeaseView, (),
                      (lease_id, promotion_id, promotion_name, till_id, till_name, times, budget, used_times,
                       used_amount, opened_at, deadline, open))

struct QuotaLeaseList {
  std::vector<QuotaLeaseView> leases;
};
BOOST_DESCRIBE_STRUCT(QuotaLeaseList, (), (leases))

// PUT /v1/quota-leases/{lease_id}/end: a person gives the till up.
struct QuotaLeaseEnd {
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(QuotaLeaseEnd, (), (reason))

}  // namespace huiji::promotions

namespace huiji::wire {
template <>
struct Rules<promotions::OfflineQuota> {
  static constexpr FieldRule list[] = {{.field = "times", .minimum = 0, .maximum = 1'000'000},
                                       {.field = "budget", .minimum = 0},
                                       {.field = "hours", .minimum = 1, .maximum = 720}};
};
template <>
struct Rules<promotions::QuotaLeaseEnd> {
  static constexpr FieldRule list[] = {{.field = "reason", .min_length = 1, .max_length = 240}};
};
}  // namespace huiji::wire
