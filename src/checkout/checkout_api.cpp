#include "checkout/checkout_api.hpp"

#include "checkout/commit_sale_flow.hpp"
#include "checkout/receipt_store.hpp"
#include "checkout/return_flow.hpp"
#include "checkout/snapshot_store.hpp"
#include "checkout/till_holdings_flow.hpp"
#include "checkout/totals_store.hpp"
#include "checkout/unreceipted_return_flow.hpp"
#include "platform/metrics.hpp"

#include <charconv>

namespace huiji::checkout {
namespace {

using http::Access;
using http::Call;
using http::Route;
using http::Router;

constexpr int kRecentDays = 62;

Refusal bad_parameter(std::string_view name, std::string_view value) {
  return {http::bad_parameter, {{"name", std::string(name)}, {"value", std::string(value)}}};
}

template <class Request>
using Flow = Result<Receipt> (*)(db::Transaction&, const Services&, const Caller&, SaleId, const Request&,
                                 Instant);

// Runs a flow in a durable write. The clock is asked once, so that a flow that runs again decides the same.
template <class Request>
Result<Receipt> put(const Services& services, const Call& call, const Request& request, Flow<Request> flow) {
  const auto sale_id = call.id<SaleId>(0);
  if (!sale_id) return sale_id.refusal();
  const Instant now = services.clock.now();
  auto receipt = services.store.write<Receipt>([&](db::Transaction& transaction) {
    return flow(transaction, services, call.caller, *sale_id, request, now);
  });
  if (receipt)
    metrics::checkout(receipt->kind == SaleKind::sale ? "sale" : "return");
  else
    metrics::checkout(receipt.refusal().code->code);
  return receipt;
}

template <class T>
Result<std::optional<T>> optional_id(const Call& call, std::string_view name) {
  const auto text = call.request.query_value(name);
  if (text.empty()) return std::optional<T>();
  const auto id = T::parse(text);
  if (!id) return bad_parameter(name, text);
  return std::optional<T>(*id);
}

Result<SaleQuery> sale_query(const Call& call) {
  SaleQuery query;
  if (const auto text = call.request.query_value("day"); !text.empty()) {
    query.day = parse_date(text);
    if (!query.day) return bad_parameter("day", text);
  }
  const auto till_id = optional_id<TillId>(call, "till");
  if (!till_id) return till_id.refusal();
  query.till_id = *till_id;
  query.number = call.request.query_value("q");
  query.cursor = call.request.query_value("cursor");
  return query;
}

Result<std::int64_t> since_of(const Call& call) {
  const std::string_view text = call.request.query_value("since");
  std::int64_t since = 0;
  const auto parsed = std::from_chars(text.data(), text.data() + text.size(), since);
  const bool whole = parsed.ec == std::errc() && parsed.ptr == text.data() + text.size() && since >= 0;
  if (!text.empty() && !whole) return bad_parameter("since", text);
  return since;
}

void add_write_routes(Router& router, const Services& services) {
  router.with_body<SaleRequest, Receipt>(
      Route{.method = "PUT",
            .path = "/v1/sales/{sale_id}",
            .summary = "Commit a sale: the same id and content any number of times gives the same receipt",
            .access = Access::till},
      [services](const Call& call, const SaleRequest& request) {
        return put(services, call, request, &commit_sale);
      });
  router.with_body<ReturnRequest, Receipt>(
      Route{.method = "PUT",
            .path = "/v1/returns/{sale_id}",
            .summary = "Take goods of a sale back, in part or all; the id is the return's own",
            .access = Access::till},
      [services](const Call& call, const ReturnRequest& request) {
        return put(services, call, request, &return_goods);
      });
  router.with_body<UnreceiptedReturn, Receipt>(
      Route{.method = "PUT",
            .path = "/v1/unreceipted-returns/{sale_id}",
            .summary = "Take goods back without a receipt; the id is the return's own",
            .access = Access::till},
      [services](const Call& call, const UnreceiptedReturn& request) {
        return put(services, call, request, &return_unreceipted);
      });
}

SaleList list_of_returns(const Services& services, const Call& call, SaleId original) {
  return services.store.read<SaleList>([&](db::Transaction& transaction) {
    return returns_of(transaction, call.caller.merchant_id, original);
  });
}

void add_receipt_routes(Router& router, const Services& services) {
  router.get<Receipt>(Route{.path = "/v1/sales/{sale_id}",
                            .summary = "A receipt, with what has come back of each line",
                            .access = Access::till_or_session},
                      [services](const Call& call) -> Result<Receipt> {
                        const auto sale_id = call.id<SaleId>(0);
                        if (!sale_id) return sale_id.refusal();
                        return services.store.read<Result<Receipt>>([&](db::Transaction& transaction) {
                          return find_receipt(transaction, services, call.caller.merchant_id, *sale_id);
                        });
                      });
  router.get<SaleList>(
      Route{.path = "/v1/sales",
            .summary = "Sales and returns, latest first",
            .access = Access::till_or_session,
            .query = {{.name = "day", .doc = "business day, 2026-11-22"},
                      {.name = "till", .doc = "till's id"},
                      {.name = "q", .doc = "receipt number"},
                      {.name = "original", .doc = "a sale's id: its returns, all on one page"},
                      {.name = "cursor", .doc = "`next` of the page before"}}},
      [services](const Call& call) -> Result<SaleList> {
        const auto original = optional_id<SaleId>(call, "original");
        if (!original) return original.refusal();
        if (*original) return list_of_returns(services, call, **original);
        const auto query = sale_query(call);
        if (!query) return query.refusal();
        return services.store.read<Result<SaleList>>([&](db::Transaction& transaction) {
          return list_sales(transaction, call.caller.merchant_id, *query);
        });
      });
}

void add_total_routes(Router& router, const Services& services) {
  router.get<DayTotals>(Route{.path = "/v1/days/{date}",
                              .summary = "A business day's totals, from the documents and from the ledger",
                              .right = Right::view_totals},
                        [services](const Call& call) -> Result<DayTotals> {
                          const auto day = parse_date(call.parameters[0]);
                          if (!day) return bad_parameter("date", call.parameters[0]);
                          return services.store.read<DayTotals>([&](db::Transaction& transaction) {
                            return day_totals(transaction, call.caller.merchant_id, *day);
                          });
                        });
  router.get<DayList>(Route{.path = "/v1/days",
                            .summary = "The latest business days that have documents",
                            .right = Right::view_totals},
                      [services](const Call& call) -> Result<DayList> {
                        return services.store.read<DayList>([&](db::Transaction& transaction) {
                          return recent_days(transaction, call.caller.merchant_id, kRecentDays);
                        });
                      });
}

void add_snapshot_route(Router& router, const Services& services) {
  router.get<ShopFacts>(Route{.path = "/v1/shop",
                              .summary = "The shop: its name, time zone and where its business day begins",
                              .access = Access::till_or_session},
                        [services](const Call& call) -> Result<ShopFacts> {
                          const Instant now = services.clock.now();
                          return services.store.read<ShopFacts>([&](db::Transaction& transaction) {
                            return shop_facts(transaction, call.caller, now);
                          });
                        });
  router.get<Snapshot>(
      Route{.path = "/v1/snapshot",
            .summary = "All a till needs to sell alone; with `since`, what changed after that version",
            .access = Access::till_or_session,
            .query = {{.name = "since", .doc = "version of the snapshot the till has"}}},
      [services](const Call& call) -> Result<Snapshot> {
        const auto since = since_of(call);
        if (!since) return since.refusal();
        const Instant now = services.clock.now();
        return services.store.read<Snapshot>(
            [&](db::Transaction& transaction) { return snapshot(transaction, call.caller, *since, now); });
      });
}

void add_holdings_routes(Router& router, const Services& services) {
  router.get<TillHoldingsList>(
      Route{.path = "/v1/till-holdings",
            .summary = "What tills hold for the time without network: value, credit, limited promotions",
            .access = Access::session,
            .right = Right::view_value},
      [services](const Call& call) -> Result<TillHoldingsList> {
        return services.store.read<TillHoldingsList>([&](db::Transaction& transaction) {
          return till_holdings(transaction, call.caller.merchant_id);
        });
      });
  router.with_body<TillGivenUp, TillHoldingsList>(
      Route{.method = "PUT",
            .path = "/v1/till-holdings/{till_id}/end",
            .summary = "Give a lost till up: everything named that it holds is free again",
            .access = Access::session,
            .right = Right::change_member},
      [services](const Call& call, const TillGivenUp& wanted) -> Result<TillHoldingsList> {
        const auto till_id = call.id<TillId>(0);
        if (!till_id) return till_id.refusal();
        const Instant now = services.clock.now();
        return services.store.write<TillHoldingsList>([&](db::Transaction& transaction) {
          return give_till_up(transaction, call.caller, *till_id, wanted, now);
        });
      });
}

}  // namespace

void add_routes(Router& router, Services services) {
  add_holdings_routes(router, services);
  add_write_routes(router, services);
  add_receipt_routes(router, services);
  add_total_routes(router, services);
  add_snapshot_route(router, services);
}

}  // namespace huiji::checkout
