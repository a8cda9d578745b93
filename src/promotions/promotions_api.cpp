#include "promotions/promotions_api.hpp"

#include "promotions/promotions.hpp"
#include "promotions/promotions_flow.hpp"
#include "promotions/quota_api.hpp"
#include "promotions/usage_store.hpp"

namespace huiji::promotions {

using http::Access;
using http::Call;
using http::Route;

static Result<StoredPromotion> put(const Services& services, const Call& call, const PromotionDraft& draft) {
  const auto promotion_id = call.id<PromotionId>(0);
  if (!promotion_id) return promotion_id.refusal();
  const Instant now = services.clock.now();
  return services.store.write<StoredPromotion>([&](db::Transaction& transaction) {
    return put_promotion(transaction, call.caller, *promotion_id, draft, now);
  });
}

static Result<RemainingList> remaining(const Services& services, const Call& call) {
  const auto text = call.request.query_value("member_id");
  std::optional<MemberId> member_id;
  if (!text.empty()) {
    member_id = MemberId::parse(text);
    if (!member_id)
      return Refusal(http::bad_parameter, {{"name", "member_id"}, {"value", std::string(text)}});
  }
  const Instant now = services.clock.now();
  return services.store.read<RemainingList>([&](db::Transaction& transaction) {
    return remaining_now(transaction, call.caller.merchant_id, member_id, now);
  });
}

static void add_policy_routes(http::Router& router, const Services& services) {
  router.with_body<VersionedPolicy, VersionedPolicy>(
      Route{.method = "PUT",
            .path = "/v1/pricing-policy",
            .summary = "Points per yuan, 抹零 and 积分抵现: replaces the version it names",
            .access = Access::session,
            .right = Right::edit_promotions},
      [services](const Call& call, const VersionedPolicy& wanted) {
        const Instant now = services.clock.now();
        return services.store.write<VersionedPolicy>(
            [&](db::Transaction& transaction) { return put_policy(transaction, call.caller, wanted, now); });
      });
  router.get<VersionedPolicy>(
      Route{.path = "/v1/pricing-policy",
            .summary = "Points per yuan, 抹零 and 积分抵现 as they are now",
            .access = Access::session},
      [services](const Call& call) -> Result<VersionedPolicy> {
        return services.store.read<VersionedPolicy>([&](db::Transaction& transaction) {
          return policy_at(transaction, call.caller.merchant_id, INT64_MAX);
        });
      });
}

void add_routes(http::Router& router, Services services) {
  add_policy_routes(router, services);
  add_quota_routes(router, services);
  router.with_body<PromotionDraft, StoredPromotion>(
      Route{.method = "PUT",
            .path = "/v1/promotions/{promotion_id}",
            .summary = "Create or replace a promotion; the same content again changes nothing",
            .access = Access::session,
            .right = Right::edit_promotions},
      [services](const Call& call, const PromotionDraft& draft) { return put(services, call, draft); });
  router.get<PromotionList>(
      Route{.path = "/v1/promotions",
            .summary = "All promotions in their current version: drafts, active and ended ones",
            .access = Access::session},
      [services](const Call& call) -> Result<PromotionList> {
        return services.store.read<PromotionList>([&](db::Transaction& transaction) {
          return all_promotions(transaction, call.caller.merchant_id);
        });
      });
  router.get<RemainingList>(Route{.path = "/v1/promotions/remaining",
                                  .summary = "What the limits of the active promotions leave today",
                                  .access = Access::till_or_session,
                                  .query = {{.name = "member_id", .doc = "with this member's own limits"}}},
                            [services](const Call& call) { return remaining(services, call); });
  router.get<KindList>(Route{.path = "/v1/promotion-kinds",
                             .summary = "The kinds of promotions with the parameters that draw their form",
                             .access = Access::session},
                       [](const Call&) -> Result<KindList> { return describe_kinds(); });
}

}  // namespace huiji::promotions
