#include "wallet/coupons_api.hpp"

#include "wallet/coupon_batch_flow.hpp"
#include "wallet/coupon_end_flow.hpp"
#include "wallet/coupon_errors.hpp"
#include "wallet/coupon_issue_flow.hpp"
#include "wallet/coupon_reserve_flow.hpp"
#include "wallet/coupon_transfer_flow.hpp"
#include "wallet/coupon_view_store.hpp"

namespace huiji::wallet {

namespace {

using http::Access;
using http::Call;
using http::Route;
using http::Router;

constexpr int kPage = 100;
constexpr int kMostOfMember = 200;

// Runs `flow(transaction, work)` in a write transaction.
template <class Reply, class Flow>
Result<Reply> write(const CouponServices& services, const Call& call, Flow flow) {
  const Instant now = services.clock.now();
  return services.store.write<Reply>([&](db::Transaction& transaction) -> Result<Reply> {
    return flow(transaction, coupon_work(transaction, call.caller, now));
  });
}

template <class Reply, class Flow>
Result<Reply> read(const CouponServices& services, const Call& call, Flow flow) {
  const Instant now = services.clock.now();
  return services.store.read<Result<Reply>>([&](db::Transaction& transaction) -> Result<Reply> {
    return flow(transaction, coupon_work(transaction, call.caller, now));
  });
}

// ---- batches ----

Result<CouponBatch> put_batch(const CouponServices& services, const Call& call,
                              const CouponBatchDraft& draft) {
  const auto batch_id = call.id<CouponBatchId>(0);
  if (!batch_id) return batch_id.refusal();
  return write<CouponBatch>(services, call,
                            [&](auto& transaction, const CouponWork& work) -> Result<CouponBatch> {
                              const auto stored = put_coupon_batch(transaction, work, *batch_id, draft);
                              if (!stored) return stored.refusal();
                              return *coupon_batch_shown(transaction, work.merchant_id, *batch_id);
                            });
}

// ---- issue ----

Result<CouponList> issue(const CouponServices& services, const Call& call, const CouponIssue& wanted) {
  const auto operation_id = call.id<OperationId>(0);
  if (!operation_id) return operation_id.refusal();
  return write<CouponList>(
      services, call, [&](auto& transaction, const CouponWork& work) -> Result<CouponList> {
        const auto coupons = issue_coupons(transaction, services.keys, work, *operation_id, wanted);
        if (!coupons) return coupons.refusal();
        return coupon_list(transaction, work, *coupons);
      });
}

Result<CouponView> void_one(const CouponServices& services, const Call& call, const CouponVoid& wanted) {
  const auto operation_id = call.id<OperationId>(0);
  if (!operation_id) return operation_id.refusal();
  return write<CouponView>(services, call,
                           [&](auto& transaction, const CouponWork& work) -> Result<CouponView> {
                             const auto coupon = void_coupon(transaction, work, *operation_id, wanted);
                             if (!coupon) return coupon.refusal();
                             return coupon_view(transaction, work, *coupon);
                           });
}

// ---- look-up ----

Refusal bad_parameter(std::string_view name, std::string_view value) {
  return {http::bad_parameter, {{"name", std::string(name)}, {"value", std::string(value)}}};
}

struct BatchQuery {
  CouponBatchId batch_id;
  std::optional<CouponState> state = {};
  CouponId after;
};
Result<BatchQuery> batch_query(const Call& call, std::string_view batch) {
  if (!call.caller.rights.has(Right::issue_coupons)) return http::missing_right(Right::issue_coupons);
  BatchQuery query;
  const auto batch_id = CouponBatchId::parse(batch);
  if (!batch_id) return bad_parameter("batch_id", batch);
  query.batch_id = *batch_id;
  if (const auto state = call.request.query_value("state"); !state.empty()) {
    query.state = coupon_state_of(state);
    if (!query.state) return bad_parameter("state", state);
  }
  const auto cursor = call.request.query_value("cursor");
  const auto after = cursor.empty() ? std::optional(CouponId{}) : CouponId::parse(cursor);
  if (!after) return bad_parameter("cursor", cursor);
  query.after = *after;
  return query;
}

Result<CouponList> list_of_batch(const CouponServices& services, const Call& call, std::string_view batch) {
  const auto query = batch_query(call, batch);
  if (!query) return query.refusal();
  return read<CouponList>(services, call,
                          [&](auto& transaction, const CouponWork& work) -> Result<CouponList> {
                            const auto page = coupons_of_batch(transaction, work.merchant_id, query->batch_id,
                                                               query->state, query->after, kPage);
                            CouponList list = coupon_list(transaction, work, page);
                            if (page.size() == kPage) list.next = page.back().coupon_id.text();
                            return list;
                          });
}

Result<CouponList> list_of_member(const CouponServices& services, const Call& call, std::string_view text) {
  const Caller& caller = call.caller;
  const bool at_till = caller.till_id && caller.staff_id;
  if (!at_till && !caller.rights.has(Right::view_members)) return http::missing_right(Right::view_members);
  const auto asked = MemberId::parse(text);
  if (!asked) return bad_parameter("member_id", text);
  return read<CouponList>(
      services, call, [&](auto& transaction, const CouponWork& work) -> Result<CouponList> {
        const auto member_id = own_id(transaction, work.merchant_id, *asked);
        if (!member_id) return coupon_member_unknown;
        return coupon_list(transaction, work,
                           coupons_of_member(transaction, work.merchant_id, *member_id, kMostOfMember));
      });
}

// Of one member in one batch, whatever became of them: the office's search.
Result<CouponList> list_of_both(const CouponServices& services, const Call& call, std::string_view batch,
                                std::string_view member) {
  const auto query = batch_query(call, batch);
  if (!query) return query.refusal();
  const auto asked = MemberId::parse(member);
  if (!asked) return bad_parameter("member_id", member);
  return read<CouponList>(
      services, call, [&](auto& transaction, const CouponWork& work) -> Result<CouponList> {
        const auto member_id = own_id(transaction, work.merchant_id, *asked);
        if (!member_id) return coupon_member_unknown;
        return coupon_list(transaction, work,
                           coupons_of_batch_and_member(transaction, work.merchant_id, query->batch_id,
                                                       *member_id, kMostOfMember));
      });
}

Result<CouponList> list(const CouponServices& services, const Call& call) {
  const auto member = call.request.query_value("member_id"), batch = call.request.query_value("batch_id");
  if (!member.empty() && !batch.empty()) return list_of_both(services, call, batch, member);
  if (!member.empty()) return list_of_member(services, call, member);
  return list_of_batch(services, call, batch);
}

Result<CouponDetail> look_up(const CouponServices& services, const Call& call) {
  return read<CouponDetail>(
      services, call, [&](auto& transaction, const CouponWork& work) -> Result<CouponDetail> {
        const auto coupon = coupon_shown(transaction, work.merchant_id, call.parameters[0]);
        if (!coupon) return coupon.refusal();
        return coupon_detail(transaction, work, *coupon);
      });
}

// ---- a till's hold ----

Result<CouponReservation> reserve(const CouponServices& services, const Call& call,
                                  const CouponReservationRequest& wanted) {
  const auto reservation_id = call.id<OperationId>(0);
  if (!reservation_id) return reservation_id.refusal();
  return write<CouponReservation>(services, call, [&](auto& transaction, const CouponWork& work) {
    return reserve_coupon(transaction, work, *reservation_id, wanted);
  });
}

Result<http::Empty> release(const CouponServices& services, const Call& call) {
  const auto reservation_id = call.id<OperationId>(0);
  if (!reservation_id) return reservation_id.refusal();
  return write<http::Empty>(services, call,
                            [&](auto& transaction, const CouponWork& work) -> Result<http::Empty> {
                              const auto done = release_coupon(transaction, work, *reservation_id);
                              if (!done) return done.refusal();
                              return http::Empty{};
                            });
}

// ---- passing on ----

Result<CouponTransfer> offer(const CouponServices& services, const Call& call,
                             const CouponTransferOffer& wanted) {
  const auto transfer_id = call.id<OperationId>(0);
  if (!transfer_id) return transfer_id.refusal();
  return write<CouponTransfer>(services, call, [&](auto& transaction, const CouponWork& work) {
    return offer_coupon(transaction, work, *transfer_id, wanted);
  });
}

Result<CouponView> take(const CouponServices& services, const Call& call, const CouponTransferTake& wanted) {
  const auto transfer_id = call.id<OperationId>(0);
  if (!transfer_id) return transfer_id.refusal();
  return write<CouponView>(
      services, call, [&](auto& transaction, const CouponWork& work) -> Result<CouponView> {
        const auto coupon = take_coupon(transaction, services.keys, work, *transfer_id, wanted.member_id);
        if (!coupon) return coupon.refusal();
        return coupon_view(transaction, work, *coupon);
      });
}

void add_batch_routes(Router& router, const CouponServices& services) {
  router.with_body<CouponBatchDraft, CouponBatch>(
      Route{.method = "PUT",
            .path = "/v1/coupon-batches/{batch_id}",
            .summary = "Create or replace a batch of coupons; the same content again changes nothing",
            .access = Access::session,
            .right = Right::edit_promotions},
      [services](const Call& call, const CouponBatchDraft& draft) {
        return put_batch(services, call, draft);
      });
  router.get<CouponBatchList>(
      Route{.path = "/v1/coupon-batches",
            .summary = "All batches of coupons in their current version, with what the ledger counts",
            .access = Access::session},
      [services](const Call& call) -> Result<CouponBatchList> {
        return services.store.read<CouponBatchList>([&](db::Transaction& transaction) {
          return coupon_batch_list(transaction, call.caller.merchant_id);
        });
      });
}

void add_office_routes(Router& router, const CouponServices& services) {
  router.with_body<CouponIssue, CouponList>(
      Route{.method = "PUT",
            .path = "/v1/coupon-issues/{operation_id}",
            .summary = "Issue coupons to a member, or codes to print; the same id makes them once",
            .access = Access::session,
            .right = Right::issue_coupons},
      [services](const Call& call, const CouponIssue& wanted) { return issue(services, call, wanted); });
  router.with_body<CouponVoid, CouponView>(
      Route{.method = "PUT",
            .path = "/v1/coupon-voids/{operation_id}",
            .summary = "Void a coupon that is in somebody's hands, with a reason",
            .access = Access::session,
            .right = Right::issue_coupons},
      [services](const Call& call, const CouponVoid& wanted) { return void_one(services, call, wanted); });
  router.get<CouponList>(
      Route{.path = "/v1/coupons",
            .summary = "Coupons of a member that are not over, or all of a batch page by page",
            .access = Access::till_or_session,
            .query = {{.name = "member_id", .doc = "of this member, soonest to end first"},
                      {.name = "batch_id",
                       .doc = "of this batch; with a member: that member's of it, in any state"},
                      {.name = "state", .doc = "of a batch: only those in this state"},
                      {.name = "cursor", .doc = "of a batch: what `next` said"}}},
      [services](const Call& call) { return list(services, call); });
  router.get<CouponDetail>(Route{.path = "/v1/coupons/{code}",
                                 .summary = "One coupon by its code, with its history",
                                 .access = Access::till_or_session},
                           [services](const Call& call) { return look_up(services, call); });
}

void add_till_routes(Router& router, const CouponServices& services) {
  router.with_body<CouponReservationRequest, CouponReservation>(
      Route{.method = "PUT",
            .path = "/v1/coupon-reservations/{reservation_id}",
            .summary = "Hold a coupon for one basket at this till until a deadline",
            .access = Access::till},
      [services](const Call& call, const CouponReservationRequest& wanted) {
        return reserve(services, call, wanted);
      });
  router.without_body<http::Empty>(Route{.method = "DELETE",
                                         .path = "/v1/coupon-reservations/{reservation_id}",
                                         .summary = "Give a held coupon back; again changes nothing",
                                         .access = Access::till},
                                   [services](const Call& call) { return release(services, call); });
  router.with_body<CouponTransferOffer, CouponTransfer>(
      Route{.method = "PUT",
            .path = "/v1/coupon-transfers/{transfer_id}",
            .summary = "Offer a coupon to whoever brings this id; the holder stays who he is until then",
            .access = Access::session,
            .right = Right::sell},
      [services](const Call& call, const CouponTransferOffer& wanted) {
        return offer(services, call, wanted);
      });
  router.with_body<CouponTransferTake, CouponView>(
      Route{.method = "PUT",
            .path = "/v1/coupon-transfers/{transfer_id}/taker",
            .summary = "Take an offered coupon for a member: it gets a new code, the old one is void",
            .access = Access::session,
            .right = Right::sell},
      [services](const Call& call, const CouponTransferTake& wanted) {
        return take(services, call, wanted);
      });
}

}  // namespace

void add_coupon_routes(Router& router, CouponServices services) {
  add_batch_routes(router, services);
  add_office_routes(router, services);
  add_till_routes(router, services);
}

}  // namespace huiji::wallet
