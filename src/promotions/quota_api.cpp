#include "promotions/quota_api.hpp"

#include "promotions/promotions_store.hpp"
#include "promotions/quota_flow.hpp"

namespace huiji::promotions {
namespace {

using http::Access;
using http::Call;
using http::Route;

template <class Id, class Reply, class Flow>
Result<Reply> write(const Services& services, const Call& call, Flow flow) {
  const auto id = call.id<Id>(0);
  if (!id) return id.refusal();
  const Instant now = services.clock.now();
  return services.store.write<Reply>(
      [&](db::Transaction& transaction) { return flow(transaction, call.caller, *id, now); });
}

QuotaLeaseList leases(db::Transaction& transaction, MerchantId merchant_id) {
  QuotaLeaseList list{open_quota_leases(transaction, merchant_id)};
  for (QuotaLeaseView& lease : list.leases)
    if (const auto promotion = find_promotion(transaction, merchant_id, lease.promotion_id))
      lease.promotion_name = promotion->promotion.name;
  return list;
}

void add_owner_routes(http::Router& router, const Services& services) {
  router.with_body<OfflineQuota, OfflineQuota>(
      Route{.method = "PUT",
            .path = "/v1/promotions/{promotion_id}/offline-quota",
            .summary = "What one till may keep of a limited promotion for the time without network",
            .access = Access::session,
            .right = Right::edit_promotions},
      [services](const Call& call, const OfflineQuota& quota) {
        return write<PromotionId, OfflineQuota>(
            services, call, [&](auto& transaction, const Caller& caller, PromotionId id, Instant now) {
              return put_quota(transaction, caller, id, quota, now);
            });
      });
  router.get<QuotaLeaseList>(Route{.path = "/v1/quota-leases",
                                   .summary = "What tills hold of limited promotions",
                                   .access = Access::session},
                             [services](const Call& call) -> Result<QuotaLeaseList> {
                               return services.store.read<QuotaLeaseList>([&](db::Transaction& transaction) {
                                 return leases(transaction, call.caller.merchant_id);
                               });
                             });
}

void add_give_up_route(http::Router& router, const Services& services) {
  router.with_body<QuotaLeaseEnd, QuotaLeaseView>(
      Route{.method = "PUT",
            .path = "/v1/quota-leases/{lease_id}/end",
            .summary = "Give a lost till up: what it held may be used by others; what it sold counts on top",
            .access = Access::session,
            .right = Right::edit_promotions},
      [services](const Call& call, const QuotaLeaseEnd& wanted) {
        return write<AllowanceId, QuotaLeaseView>(
            services, call, [&](auto& transaction, const Caller& caller, AllowanceId id, Instant now) {
              return give_up_quota(transaction, caller, id, wanted, now);
            });
      });
}

void add_till_routes(http::Router& router, const Services& services) {
  router.get<PromotionQuotaList>(
      Route{.path = "/v1/offline-quotas",
            .summary = "The promotions with shared limits, and what a till may keep of each",
            .access = Access::till_or_session},
      [services](const Call& call) -> Result<PromotionQuotaList> {
        const Instant now = services.clock.now();
        return services.store.read<PromotionQuotaList>(
            [&](db::Transaction& transaction) { return quotas(transaction, call.caller.merchant_id, now); });
      });
  router.with_body<QuotaLeaseRequest, QuotaLeaseView>(
      Route{.method = "PUT",
            .path = "/v1/quota-leases/{lease_id}",
            .summary = "Ask for what this till may use of a limited promotion; the same id leases once",
            .access = Access::till},
      [services](const Call& call, const QuotaLeaseRequest& request) {
        return write<AllowanceId, QuotaLeaseView>(
            services, call, [&](auto& transaction, const Caller& caller, AllowanceId id, Instant now) {
              return lease_quota(transaction, caller, id, request, now);
            });
      });
  router.without_body<QuotaLeaseView>(
      Route{.method = "POST",
            .path = "/v1/quota-leases/{lease_id}/release",
            .summary = "Give back what this till did not use; every sale that used it has been delivered",
            .access = Access::till},
      [services](const Call& call) {
        return write<AllowanceId, QuotaLeaseView>(
            services, call, [](auto& transaction, const Caller& caller, AllowanceId id, Instant now) {
              return release_quota(transaction, caller, id, now);
            });
      });
}

}  // namespace

void add_quota_routes(http::Router& router, const Services& services) {
  add_owner_routes(router, services);
  add_give_up_route(router, services);
  add_till_routes(router, services);
}

}  // namespace huiji::promotions
