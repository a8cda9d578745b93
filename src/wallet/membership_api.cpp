#include "wallet/membership_api.hpp"

#include "wallet/look_api.hpp"
#include "wallet/membership_flow.hpp"
#include "wallet/wallet_errors.hpp"
#include "wallet/write_api.hpp"

namespace huiji::wallet {
namespace {

using http::Access;
using http::Call;
using http::Route;
using http::Router;

void add_writes(Router& router, const Services& services) {
  add_write(router, services,
            Route{.method = "PUT",
                  .path = "/v1/memberships/{operation_id}",
                  .summary = "Sell a paid membership, or its renewal, for cash",
                  .access = Access::session,
                  .right = Right::sell_value},
            sell_membership);
  add_write(router, services,
            Route{.method = "PUT",
                  .path = "/v1/membership-refunds/{operation_id}",
                  .summary = "Pay the months that have not begun back, by the quote the member saw",
                  .access = Access::session,
                  .right = Right::cash_out},
            refund_membership);
}

void add_looks(Router& router, const Services& services) {
  router.get<MembershipQuote>(Route{.path = "/v1/memberships/{membership_id}/quote",
                                    .summary = "What of a paid membership goes back today",
                                    .access = Access::session},
                              [services](const Call& call) -> Result<MembershipQuote> {
                                return look<OperationId, MembershipQuote>(
                                    services, call,
                                    [&](db::Transaction& transaction, OperationId id, Instant now) {
                                      return quote_membership(transaction, call.caller.merchant_id, id, now);
                                    });
                              });
  router.get<MembershipList>(
      Route{.path = "/v1/members/{member_id}/memberships",
            .summary = "A member's paid memberships, newest first",
            .access = Access::session},
      [services](const Call& call) -> Result<MembershipList> {
        return look<MemberId, MembershipList>(
            services, call,
            [&](db::Transaction& transaction, MemberId id, Instant now) -> Result<MembershipList> {
              const auto member = members::find_member_facts(transaction, call.caller.merchant_id, id);
              if (!member) return member_unknown;
              return list_memberships(transaction, call.caller.merchant_id, member->member_id,
                                      place_of(transaction, call.caller, now).today);
            });
      });
}

}  // namespace

void add_membership_routes(http::Router& router, Services services) {
  add_writes(router, services);
  add_looks(router, services);
}

}  // namespace huiji::wallet
