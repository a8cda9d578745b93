#include "wallet/wallet_api.hpp"

#include "wallet/allowance_flow.hpp"
#include "wallet/card_flow.hpp"
#include "wallet/card_number.hpp"
#include "wallet/cash_out_flow.hpp"
#include "wallet/household_api.hpp"
#include "wallet/look_api.hpp"
#include "wallet/points_flow.hpp"
#include "wallet/rules_flow.hpp"
#include "wallet/statement_store.hpp"
#include "wallet/wallet_errors.hpp"
#include "wallet/write_api.hpp"

namespace huiji::wallet {
namespace {

using http::Access;
using http::Call;
using http::Route;
using http::Router;

// add_write for flow(transaction, services, caller, id, body, now).
template <class Body>
void add_write(Router& router, const Services& services, Route route,
               Result<OperationReceipt> (*flow)(db::Transaction&, const Services&, const Caller&, OperationId,
                                                const Body&, Instant)) {
  router.with_body<Body, OperationReceipt>(
      std::move(route), [services, flow](const Call& call, const Body& body) {
        return put<OperationId, OperationReceipt>(
            services, call, [&](db::Transaction& transaction, OperationId id, Instant now) {
              return flow(transaction, services, call.caller, id, body, now);
            });
      });
}

Route operation(const char* path, const char* summary, Right right, Access access = Access::session) {
  return {.method = "PUT", .path = path, .summary = summary, .access = access, .right = right};
}

void add_card_routes(Router& router, const Services& services) {
  add_write(router, services,
            operation("/v1/recharges/{operation_id}", "Recharge a member's card for cash", Right::sell_value),
            recharge);
  add_write(router, services,
            operation("/v1/gift-cards/{operation_id}", "Sell a gift card; the reply alone holds its code",
                      Right::sell_value),
            sell_gift_card);
  add_write(router, services,
            operation("/v1/count-cards/{operation_id}", "Sell a member a card of n uses", Right::sell_value),
            sell_count_card);
  add_write(router, services, operation("/v1/card-uses/{operation_id}", "Use a count card", Right::sell),
            use_count_card);
}

void add_card_care_routes(Router& router, const Services& services) {
  add_write(router, services,
            operation("/v1/card-changes/{operation_id}",
                      "Freeze, release or report a card lost, give it a new number", Right::change_member),
            change_card_state);
  add_write(router, services,
            operation("/v1/cash-outs/{operation_id}",
                      "Pay a card out in cash, by the quote the customer saw, and close it", Right::cash_out),
            cash_out);
  router.get<CashOutQuote>(Route{.path = "/v1/cards/{card_id}/quote",
                                 .summary = "What a card is worth when it goes back, lot by lot",
                                 .access = Access::session},
                           [services](const Call& call) -> Result<CashOutQuote> {
                             return look<CardId, CashOutQuote>(
                                 services, call, [&](db::Transaction& transaction, CardId id, Instant now) {
                                   return quote(transaction, call.caller.merchant_id, id, now);
                                 });
                           });
  router.get<CardView>(
      Route{
          .path = "/v1/card-numbers/{number}", .summary = "A card by its number", .access = Access::session},
      [services](const Call& call) -> Result<CardView> {
        if (auto may = may_look(call.caller); !may) return may.refusal();
        const std::string& number = call.parameters[0];
        if (!is_card_number(number)) return card_unknown;
        const Instant now = services.clock.now();
        return services.store.read<Result<CardView>>([&](db::Transaction& transaction) -> Result<CardView> {
          const auto card = find_card_by_number(transaction, call.caller.merchant_id, number);
          if (!card) return card_unknown;
          return view_of(transaction, call.caller.merchant_id, *card, now);
        });
      });
}

void add_allowance_routes(Router& router, const Services& services) {
  router.with_body<AllowanceRequest, AllowanceView>(
      Route{.method = "PUT",
            .path = "/v1/allowances/{allowance_id}",
            .summary = "Ask for points or stored value that this till may spend",
            .access = Access::till},
      [services](const Call& call, const AllowanceRequest& request) {
        const auto id = call.id<AllowanceId>(0);
        if (!id) return Result<AllowanceView>(id.refusal());
        const auto proven = prove(services, call.caller, *id, request);
        if (!proven) return Result<AllowanceView>(proven.refusal());
        return put<AllowanceId, AllowanceView>(
            services, call, [&](db::Transaction& transaction, AllowanceId allowance_id, Instant now) {
              return ask_allowance(transaction, services, call.caller, allowance_id, request, *proven, now);
            });
      });
  router.without_body<AllowanceView>(
      Route{.method = "POST",
            .path = "/v1/allowances/{allowance_id}/release",
            .summary = "Give back what was not spent; a lost till's is freed by right",
            .access = Access::till_or_session},
      [services](const Call& call) {
        return put<AllowanceId, AllowanceView>(
            services, call, [&](db::Transaction& transaction, AllowanceId id, Instant now) {
              return release_allowance(transaction, call.caller, id, now);
            });
      });
  router.get<AllowanceList>(
      Route{.path = "/v1/allowances", .summary = "This till's open allowances", .access = Access::till},
      [services](const Call& call) -> Result<AllowanceList> {
        return services.store.read<AllowanceList>([&](db::Transaction& transaction) {
          return AllowanceList{
              allowances_of_till(transaction, call.caller.merchant_id, *call.caller.till_id)};
        });
      });
}

void add_points_routes(Router& router, const Services& services) {
  add_write(router, services,
            operation("/v1/adjustments/{operation_id}",
                      "Adjust points or growth with a reason; above the limit it waits for a second person",
                      Right::adjust_value),
            adjust);
  add_write(router, services,
            operation("/v1/adjustments/{operation_id}/decision", "Approve or refuse an adjustment that waits",
                      Right::approve_adjustment),
            decide_adjustment);
  router.get<AdjustmentList>(Route{.path = "/v1/adjustments",
                                   .summary = "Adjustments that wait for a second person",
                                   .access = Access::session,
                                   .right = Right::adjust_value},
                             [services](const Call& call) -> Result<AdjustmentList> {
                               return services.store.read<AdjustmentList>([&](db::Transaction& transaction) {
                                 return waiting_adjustments(transaction, call.caller.merchant_id);
                               });
                             });
  add_write(router, services,
            operation("/v1/donations/{operation_id}", "Donate a member's points to a cause", Right::sell),
            donate);
}

template <class Id>
void add_statement_route(Router& router, const Services& services, const char* path, const char* summary,
                         StatementOf what) {
  router.get<Statement>(Route{.path = path,
                              .summary = summary,
                              .access = Access::session,
                              .query = {{.name = "cursor", .doc = "`next` of the page before"}}},
                        [services, what](const Call& call) -> Result<Statement> {
                          return look<Id, Statement>(
                              services, call,
                              [&](db::Transaction& transaction, Id id, Instant) -> Result<Statement> {
                                return statement_of(transaction, call.caller.merchant_id, what, id.bytes,
                                                    std::string(call.request.query_value("cursor")));
                              });
                        });
}

void add_look_routes(Router& router, const Services& services) {
  router.get<Wallet>(Route{.path = "/v1/members/{member_id}/wallet",
                           .summary = "Everything of value that a member holds",
                           .access = Access::session},
                     [services](const Call& call) -> Result<Wallet> {
                       return look<MemberId, Wallet>(
                           services, call, [&](db::Transaction& transaction, MemberId id, Instant now) {
                             return wallet_of(transaction, call.caller.merchant_id, id, now);
                           });
                     });
  add_statement_route<MemberId>(router, services, "/v1/members/{member_id}/points",
                                "A member's points, line by line, newest first", StatementOf::points);
  add_statement_route<MemberId>(router, services, "/v1/members/{member_id}/growth",
                                "A member's growth value, line by line, newest first", StatementOf::growth);
  add_statement_route<CardId>(router, services, "/v1/cards/{card_id}/statement",
                              "A card, line by line, newest first", StatementOf::card);
  router.get<Liability>(Route{.path = "/v1/liability",
                              .summary = "What the shop owes its members: points, stored value, uses",
                              .access = Access::session,
                              .right = Right::view_value},
                        [services](const Call& call) -> Result<Liability> {
                          const Instant now = services.clock.now();
                          return services.store.read<Liability>([&](db::Transaction& transaction) {
                            const Place place = place_of(transaction, call.caller, now);
                            return liability(transaction, call.caller.merchant_id, place.today);
                          });
                        });
}

void add_rule_routes(Router& router, const Services& services) {
  add_write(router, services,
            operation("/v1/value-packages/{package_id}",
                      "Create or change a package of stored value or cards", Right::edit_value_rules),
            put_package);
  router.get<PackageList>(
      Route{.path = "/v1/value-packages", .summary = "All packages", .access = Access::till_or_session},
      [services](const Call& call) -> Result<PackageList> {
        return services.store.read<PackageList>([&](db::Transaction& transaction) {
          return PackageList{all_packages(transaction, call.caller.merchant_id)};
        });
      });
  router.with_body<VersionedValuePolicy, VersionedValuePolicy>(
      operation("/v1/value-policy",
                "The rules of points, tiers and stored value: replaces the version it names",
                Right::edit_value_rules),
      [services](const Call& call, const VersionedValuePolicy& wanted) {
        const Instant now = services.clock.now();
        return services.store.write<VersionedValuePolicy>(
            [&](db::Transaction& transaction) { return put_policy(transaction, call.caller, wanted, now); });
      });
  router.get<VersionedValuePolicy>(
      Route{.path = "/v1/value-policy",
            .summary = "The rules as they are now",
            .access = Access::till_or_session},
      [services](const Call& call) -> Result<VersionedValuePolicy> {
        return services.store.read<VersionedValuePolicy>(
            [&](db::Transaction& transaction) { return policy_now(transaction, call.caller.merchant_id); });
      });
}

}  // namespace

void add_routes(http::Router& router, Services services) {
  add_card_routes(router, services);
  add_card_care_routes(router, services);
  add_allowance_routes(router, services);
  add_points_routes(router, services);
  add_look_routes(router, services);
  add_rule_routes(router, services);
  add_household_routes(router, services);
}

}  // namespace huiji::wallet
