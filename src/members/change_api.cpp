// Merge and close: see life_api.hpp.
#include "members/close_flow.hpp"
#include "members/life_api.hpp"
#include "members/member_view_api.hpp"
#include "members/members_errors.hpp"
#include "members/merge_flow.hpp"
#include "members/merge_store.hpp"

namespace huiji::members {

namespace {

using http::Call;
using http::Route;
using http::Router;

Actor actor_of(const Services& services, const Caller& caller) {
  return {caller.merchant_id, caller.staff_id, caller.till_id, services.clock.now()};
}

Result<Member> show(const Services& services, db::Transaction& transaction, MerchantId merchant_id,
                    MemberId member_id) {
  const auto record = find_member(transaction, merchant_id, member_id);
  if (!record) return unknown_member;
  return to_member(services, transaction, merchant_id, *record);
}

Result<Member> merge(const Services& services, const Call& call, const MergeRequest& request) {
  const auto operation_id = call.id<OperationId>(0);
  if (!operation_id) return operation_id.refusal();
  const Actor actor = actor_of(services, call.caller);
  return services.store.write<Member>([&](db::Transaction& transaction) -> Result<Member> {
    auto done = merge_members(transaction, services, actor, *operation_id, request);
    if (!done) return done.refusal();
    return show(services, transaction, actor.merchant_id, request.winner);
  });
}

Result<Member> undo(const Services& services, const Call& call, const MergeUndo& request) {
  const auto operation_id = call.id<OperationId>(0);
  if (!operation_id) return operation_id.refusal();
  const Actor actor = actor_of(services, call.caller);
  return services.store.write<Member>([&](db::Transaction& transaction) -> Result<Member> {
    auto done = undo_merge(transaction, services, actor, *operation_id, request);
    if (!done) return done.refusal();
    const auto undone = find_merge(transaction, actor.merchant_id, *operation_id);
    return show(services, transaction, actor.merchant_id, undone->loser);
  });
}

Result<ClosingQuote> quote(const Services& services, const Call& call) {
  const auto member_id = call.id<MemberId>(0);
  if (!member_id) return member_id.refusal();
  return services.store.read<Result<ClosingQuote>>([&](db::Transaction& transaction) {
    return quote_closing(transaction, services, call.caller.merchant_id, *member_id);
  });
}

Result<Member> close(const Services& services, const Call& call, const ClosingRequest& request) {
  const auto member_id = call.id<MemberId>(0);
  if (!member_id) return member_id.refusal();
  const Actor actor = actor_of(services, call.caller);
  return services.store.write<Member>([&](db::Transaction& transaction) -> Result<Member> {
    auto done = close_member(transaction, services, actor, *member_id, request);
    if (!done) return done.refusal();
    return show(services, transaction, actor.merchant_id, *member_id);
  });
}

}  // namespace

void add_change_routes(Router& router, Services services) {
  router.with_body<MergeRequest, Member>(
      Route{.method = "PUT",
            .path = "/v1/member-merges/{operation_id}",
            .summary = "Merge a member into another; answers the one that stays",
            .right = Right::change_member},
      [services](const Call& call, const MergeRequest& body) { return merge(services, call, body); });
  router.with_body<MergeUndo, Member>(
      Route{.method = "PUT",
            .path = "/v1/member-merges/{operation_id}/undo",
            .summary = "Undo a merge exactly; answers the one that is back",
            .right = Right::change_member},
      [services](const Call& call, const MergeUndo& body) { return undo(services, call, body); });
  router.get<ClosingQuote>(Route{.path = "/v1/members/{member_id}/closing",
                                 .summary = "What the member holds, and whether he can be closed",
                                 .right = Right::change_member},
                           [services](const Call& call) { return quote(services, call); });
  router.with_body<ClosingRequest, Member>(
      Route{.method = "PUT",
            .path = "/v1/members/{member_id}/closing",
            .summary = "Close the member: points are forfeited, phone, name and birthday erased",
            .right = Right::change_member},
      [services](const Call& call, const ClosingRequest& body) { return close(services, call, body); });
}

}  // namespace huiji::members
