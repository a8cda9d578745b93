#include "members/life_api.hpp"

#include "members/life_flow.hpp"
#include "members/member_view_api.hpp"
#include "members/members_errors.hpp"
#include "members/pin_flow.hpp"
#include "members/proof_flow.hpp"

namespace huiji::members {

namespace {

using http::Access;
using http::Call;
using http::Empty;
using http::Route;
using http::Router;

Result<Member> show(const Services& services, db::Transaction& transaction, MerchantId merchant_id,
                    MemberId member_id) {
  const auto record = find_member(transaction, merchant_id, member_id);
  if (!record) return unknown_member;
  return to_member(services, transaction, merchant_id, *record);
}

// A change of one member in a transaction, then the member as he is.
template <class Request>
using Flow = Result<Done> (*)(db::Transaction&, const Actor&, MemberId, const Request&);

template <class Request>
Result<Member> change(const Services& services, const Call& call, const Request& request,
                      Flow<Request> flow) {
  const auto member_id = call.id<MemberId>(0);
  if (!member_id) return member_id.refusal();
  const Actor actor{call.caller.merchant_id, call.caller.staff_id, call.caller.till_id, services.clock.now()};
  return services.store.write<Member>([&](db::Transaction& transaction) -> Result<Member> {
    if (auto done = flow(transaction, actor, *member_id, request); !done) return done.refusal();
    return show(services, transaction, actor.merchant_id, *member_id);
  });
}

// Whoever may register a member may take his word about marketing, given or withdrawn (PIPL 15: as easily).
Result<Member> take_consent(const Services& services, const Call& call, const ConsentChange& request) {
  if (!call.caller.staff_id) return http::not_logged_in;
  if (!call.caller.rights.has(Right::register_member)) return http::missing_right(Right::register_member);
  return change<ConsentChange>(services, call, request, change_consent);
}

Result<Empty> set_pin_of(const Services& services, const Call& call, const PinChange& request) {
  const auto member_id = call.id<MemberId>(0);
  if (!member_id) return member_id.refusal();
  if (auto done = set_pin(services, call.caller, *member_id, request); !done) return done.refusal();
  return Empty{};
}

Result<Empty> remove_pin_of(const Services& services, const Call& call, const PinRemoval& request) {
  const auto member_id = call.id<MemberId>(0);
  if (!member_id) return member_id.refusal();
  if (auto done = remove_pin(services, call.caller, *member_id, request); !done) return done.refusal();
  return Empty{};
}

Result<Member> find_by_code(const Services& services, const Call& call, const MemberCodeScan& scan) {
  if (auto may = may_find(call.caller); !may) return may.refusal();
  const auto member_id = identify_by_code(services, call.caller.merchant_id, scan.code);
  if (!member_id) return member_id.refusal();
  return services.store.read<Result<Member>>([&](db::Transaction& transaction) {
    return show(services, transaction, call.caller.merchant_id, *member_id);
  });
}

void add_names(const Services& services, db::Transaction& transaction, MerchantId merchant_id,
               MemberHistory& history) {
  for (MemberEvent& event : history.events) {
    if (event.staff_id && services.staff_name_of)
      event.staff_name = services.staff_name_of(transaction, merchant_id, *event.staff_id);
    if (!event.other_member_id) continue;
    if (const auto other = find_row(transaction, merchant_id, *event.other_member_id))
      event.other_number = other->number;
  }
}

Result<MemberHistory> history(const Services& services, const Call& call) {
  const auto member_id = call.id<MemberId>(0);
  if (!member_id) return member_id.refusal();
  const Actor actor{call.caller.merchant_id, {}, {}, services.clock.now()};
  return services.store.read<Result<MemberHistory>>(
      [&](db::Transaction& transaction) -> Result<MemberHistory> {
        const auto member = find_member(transaction, actor.merchant_id, *member_id);
        if (!member) return unknown_member;
        MemberHistory history = history_of(transaction, actor, member->member_id);
        add_names(services, transaction, actor.merchant_id, history);
        return history;
      });
}

void add_secret_routes(Router& router, const Services& services) {
  router.with_body<PinChange, Empty>(
      Route{
          .method = "PUT",
          .path = "/v1/members/{member_id}/pin",
          .summary = "Set the PIN: at a till with the phone's last four digits and the old PIN or a manager",
          .access = Access::till_or_session},
      [services](const Call& call, const PinChange& body) { return set_pin_of(services, call, body); });
  router.with_body<PinRemoval, Empty>(
      Route{.method = "PUT",
            .path = "/v1/members/{member_id}/pin-removal",
            .summary = "Remove a forgotten PIN and end its lock",
            .right = Right::change_member},
      [services](const Call& call, const PinRemoval& body) { return remove_pin_of(services, call, body); });
  router.with_body<MemberCodeScan, Member>(Route{.method = "POST",
                                                 .path = "/v1/member-codes",
                                                 .summary = "Who shows this code; it is not spent by that",
                                                 .access = Access::till_or_session},
                                           [services](const Call& call, const MemberCodeScan& body) {
                                             return find_by_code(services, call, body);
                                           });
}

}  // namespace

void add_life_routes(Router& router, Services services) {
  add_secret_routes(router, services);
  router.with_body<TagChange, Member>(Route{.method = "PUT",
                                            .path = "/v1/members/{member_id}/tags",
                                            .summary = "The member's tags from now on, all of them",
                                            .right = Right::change_member},
                                      [services](const Call& call, const TagChange& body) {
                                        return change<TagChange>(services, call, body, change_tags);
                                      });
  router.with_body<ConsentChange, Member>(
      Route{.method = "PUT",
            .path = "/v1/members/{member_id}/consent",
            .summary = "Consent to marketing, given or withdrawn; membership goes on",
            .access = Access::till_or_session},
      [services](const Call& call, const ConsentChange& body) { return take_consent(services, call, body); });
  router.with_body<StateChange, Member>(
      Route{.method = "PUT",
            .path = "/v1/members/{member_id}/state",
            .summary = "Freeze or unfreeze: a frozen member keeps prices, earns and spends nothing",
            .right = Right::change_member},
      [services](const Call& call, const StateChange& body) {
        return change<StateChange>(services, call, body, change_state);
      });
  router.get<MemberHistory>(Route{.path = "/v1/members/{member_id}/history",
                                  .summary = "What happened to the member, oldest first, and his consents",
                                  .right = Right::view_members},
                            [services](const Call& call) { return history(services, call); });
}

}  // namespace huiji::members
