#include "wallet/credit_api.hpp"

#include "wallet/credit_flow.hpp"
#include "wallet/look_api.hpp"
#include "wallet/wallet_errors.hpp"
#include "wallet/write_api.hpp"

namespace huiji::wallet {
namespace {

using http::Access;
using http::Call;
using http::Route;
using http::Router;

void add_account_routes(Router& router, const Services& services) {
  add_write(router, services,
            Route{.method = "PUT",
                  .path = "/v1/credit-accounts/{member_id}",
                  .summary = "Open a member's credit account, or change its limit, terms and state",
                  .access = Access::session,
                  .right = Right::grant_credit},
            put_credit);
  add_write(router, services,
            Route{.method = "PUT",
                  .path = "/v1/credit-payments/{operation_id}",
                  .summary = "Take cash for what a member owes",
                  .access = Access::session,
                  .right = Right::sell_on_account},
            pay_credit);
}

void add_look_routes(Router& router, const Services& services) {
  router.get<CreditAccount>(
      Route{.path = "/v1/members/{member_id}/credit",
            .summary = "A member's credit account with the bills that are open; version 0: there is none",
            .access = Access::session},
      [services](const Call& call) {
        return look<MemberId, CreditAccount>(services, call,
                                             [&](db::Transaction& transaction, MemberId id, Instant now) {
                                               return look_at_credit(transaction, call.caller, id, now);
                                             });
      });
  router.get<CreditStatement>(
      Route{.path = "/v1/members/{member_id}/credit-statement",
            .summary = "A credit account, line by line, newest first, with due dates",
            .access = Access::session,
            .query = {{.name = "cursor", .doc = "`next` of the page before"}}},
      [services](const Call& call) {
        return look<MemberId, CreditStatement>(
            services, call,
            [&](db::Transaction& transaction, MemberId id, Instant) -> Result<CreditStatement> {
              const auto member = members::find_member_facts(transaction, call.caller.merchant_id, id);
              if (!member) return member_unknown;
              return credit_statement(transaction, call.caller.merchant_id, member->member_id,
                                      std::string(call.request.query_value("cursor")));
            });
      });
  router.get<ReceivableList>(Route{.path = "/v1/receivables",
                                   .summary = "Who owes the shop, how much and how old, overdue first",
                                   .access = Access::session,
                                   .right = Right::view_value},
                             [services](const Call& call) -> Result<ReceivableList> {
                               const Instant now = services.clock.now();
                               return services.store.read<ReceivableList>([&](db::Transaction& transaction) {
                                 return receivables(transaction, services.keys, call.caller.merchant_id,
                                                    place_of(transaction, call.caller, now).today);
                               });
                             });
}

}  // namespace

void add_credit_routes(http::Router& router, Services services) {
  add_account_routes(router, services);
  add_look_routes(router, services);
}

}  // namespace huiji::wallet
