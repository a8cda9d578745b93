#include "wallet/household_api.hpp"

#include "wallet/household_flow.hpp"

namespace huiji::wallet {

using http::Access;
using http::Call;
using http::Route;

static Result<OperationReceipt> change(const Services& services, const Call& call,
                                       const HouseholdChange& change) {
  const auto id = call.id<OperationId>(0);
  if (!id) return id.refusal();
  const auto proven = prove_join(services, call.caller, *id, change);
  if (!proven) return proven.refusal();
  const Instant now = services.clock.now();
  return services.store.write<OperationReceipt>([&](db::Transaction& transaction) {
    return change_household(transaction, call.caller, *id, change, *proven, now);
  });
}

static Result<HouseholdOf> look(const Services& services, const Call& call) {
  const auto id = call.id<MemberId>(0);
  if (!id) return id.refusal();
  const Instant now = services.clock.now();
  return services.store.read<Result<HouseholdOf>>([&](db::Transaction& transaction) {
    return household_view(transaction, services.keys, call.caller.merchant_id, *id, now);
  });
}

void add_household_routes(http::Router& router, const Services& services) {
  router.with_body<HouseholdChange, OperationReceipt>(
      Route{.method = "PUT",
            .path = "/v1/household-changes/{operation_id}",
            .summary = "Put a member into a household, whose points are shared, or take him out of it",
            .access = Access::session,
            .right = Right::change_member},
      [services](const Call& call, const HouseholdChange& wanted) { return change(services, call, wanted); });
  router.get<HouseholdOf>(Route{.path = "/v1/members/{member_id}/household",
                                .summary = "With whom a member shares his points",
                                .access = Access::session,
                                .right = Right::view_value},
                          [services](const Call& call) { return look(services, call); });
}

}  // namespace huiji::wallet
