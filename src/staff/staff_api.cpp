#include "staff/staff_api.hpp"

#include "staff/approval_flow.hpp"
#include "staff/staff_errors.hpp"
#include "staff/staff_store.hpp"

namespace huiji::staff {

namespace {

using http::Access;
using http::Call;
using http::Empty;
using http::Route;
using http::Router;

template <class T, class Reply>
Result<Reply> replied(const Result<T>& result, Reply reply) {
  if (!result) return result.refusal();
  return reply;
}

void add_session_routes(Router& router, const Services& services) {
  router.with_body<LoginRequest, LoginReply>(
      Route{.method = "POST",
            .path = "/v1/login",
            .summary = "Log in; with the header Till-Token the session belongs to that till",
            .access = Access::open},
      [services](const Call& call, const LoginRequest& body) {
        return log_in(services, body, call.request);
      });
  router.without_body<Empty>(
      Route{.method = "POST", .path = "/v1/logout", .summary = "End this session"},
      [services](const Call& call) { return replied(log_out(services, call.caller), Empty{}); });
  router.get<Session>(
      Route{.path = "/v1/session", .summary = "Who is logged in, and what he may do"},
      [services](const Call& call) -> Result<Session> {
        const auto session = services.store.read<std::optional<Session>>([&](db::Transaction& transaction) {
          return find_session(transaction, call.caller.merchant_id, *call.caller.session_id);
        });
        if (!session) return session_over;
        return *session;
      });
}

Result<SessionList> list_of_sessions(const Services& services, const Call& call) {
  StaffId staff_id = *call.caller.staff_id;
  if (const auto text = call.request.query_value("staff_id"); !text.empty()) {
    const auto given = StaffId::parse(text);
    if (!given) return Refusal(http::bad_parameter, {{"name", "staff_id"}, {"value", std::string(text)}});
    staff_id = *given;
  }
  auto sessions = sessions_of(services, call.caller, staff_id);
  if (!sessions) return sessions.refusal();
  return SessionList{*sessions};
}

void add_sessions_routes(Router& router, const Services& services) {
  router.get<SessionList>(
      Route{.path = "/v1/sessions",
            .summary = "Sessions that are open, of oneself or (with edit_staff) of somebody else",
            .query = {{.name = "staff_id", .doc = "whose; missing: one's own"}}},
      [services](const Call& call) { return list_of_sessions(services, call); });
  router.without_body<Empty>(
      Route{.method = "DELETE", .path = "/v1/sessions/{session_id}", .summary = "End a session"},
      [services](const Call& call) -> Result<Empty> {
        const auto session_id = call.id<SessionId>(0);
        if (!session_id) return session_id.refusal();
        return replied(end_session(services, call.caller, *session_id), Empty{});
      });
}

void add_people_routes(Router& router, const Services& services) {
  router.get<PersonList>(Route{.path = "/v1/staff", .summary = "People", .right = Right::edit_staff},
                         [services](const Call& call) -> Result<PersonList> {
                           return services.store.read<PersonList>([&](db::Transaction& transaction) {
                             return PersonList{list_people(transaction, call.caller.merchant_id)};
                           });
                         });
  router.with_body<PersonDraft, Person>(
      Route{.method = "PUT",
            .path = "/v1/staff/{staff_id}",
            .summary = "Add or change a person; a missing password keeps the old one",
            .right = Right::edit_staff},
      [services](const Call& call, const PersonDraft& body) -> Result<Person> {
        const auto staff_id = call.id<StaffId>(0);
        if (!staff_id) return staff_id.refusal();
        return save_person(services, call.caller, *staff_id, body);
      });
}

void add_approval_route(Router& router, const Services& services) {
  router.with_body<ApprovalRequest, Approval>(
      Route{.method = "POST",
            .path = "/v1/approvals",
            .summary = "Allow one act of one sale at this till, by somebody who has the right",
            .access = Access::till},
      [services](const Call& call, const ApprovalRequest& body) {
        return approve(services, call.caller, body, call.request.peer);
      });
}

void add_till_routes(Router& router, const Services& services) {
  router.get<TillList>(Route{.path = "/v1/tills", .summary = "Tills", .right = Right::enrol_till},
                       [services](const Call& call) -> Result<TillList> {
                         return services.store.read<TillList>([&](db::Transaction& transaction) {
                           return TillList{list_tills(transaction, call.caller.merchant_id)};
                         });
                       });
  router.with_body<TillEnrolment, EnrolledTill>(
      Route{.method = "PUT",
            .path = "/v1/tills/{till_id}",
            .summary = "Enrol this device as a till; the same id again gives it a new token",
            .right = Right::enrol_till},
      [services](const Call& call, const TillEnrolment& body) -> Result<EnrolledTill> {
        const auto till_id = call.id<TillId>(0);
        if (!till_id) return till_id.refusal();
        return enrol_till(services, call.caller, *till_id, body);
      });
  router.without_body<Till>(Route{.method = "DELETE",
                                  .path = "/v1/tills/{till_id}",
                                  .summary = "Revoke a till: its token and the sessions opened at it end",
                                  .right = Right::enrol_till},
                            [services](const Call& call) -> Result<Till> {
                              const auto till_id = call.id<TillId>(0);
                              if (!till_id) return till_id.refusal();
                              return revoke_till(services, call.caller, *till_id);
                            });
}

}  // namespace

void add_routes(Router& router, Services services) {
  add_session_routes(router, services);
  add_sessions_routes(router, services);
  add_people_routes(router, services);
  add_approval_route(router, services);
  add_till_routes(router, services);
}

}  // namespace huiji::staff
