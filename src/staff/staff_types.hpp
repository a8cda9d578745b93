// People, roles, sessions and enrolled tills as they travel.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "kernel/caller.hpp"
#include "wire/type_info.hpp"

namespace huiji::staff {

enum class Role { cashier, manager, owner };
BOOST_DESCRIBE_ENUM(Role, cashier, manager, owner)

enum class StaffState { active, left };
BOOST_DESCRIBE_ENUM(StaffState, active, left)

struct LoginRequest {
  std::string login;
  std::string password;
};
BOOST_DESCRIBE_STRUCT(LoginRequest, (), (login, password))

struct Person {
  StaffId staff_id;
  std::string login;
  std::string name;
  Role role = Role::cashier;
  StaffState state = StaffState::active;
};
BOOST_DESCRIBE_STRUCT(Person, (), (staff_id, login, name, role, state))

// PUT /v1/staff/{staff_id}; a missing password keeps the old one.
struct PersonDraft {
  std::string login;
  std::string name;
  Role role = Role::cashier;
  StaffState state = StaffState::active;
  std::optional<std::string> password;
};
BOOST_DESCRIBE_STRUCT(PersonDraft, (), (login, name, role, state, password))

struct PersonList {
  std::vector<Person> people;
};
BOOST_DESCRIBE_STRUCT(PersonList, (), (people))

struct Session {
  SessionId session_id;
  Person person;
  std::vector<Right> rights;
  std::optional<TillId> till_id;
  Instant created_at;
  Instant expires_at;
};
BOOST_DESCRIBE_STRUCT(Session, (), (session_id, person, rights, till_id, created_at, expires_at))

struct SessionList {
  std::vector<Session> sessions;
};
BOOST_DESCRIBE_STRUCT(SessionList, (), (sessions))

struct LoginReply {
  std::string token;  // Authorization: Bearer <token>; shown once
  Session session;
};
BOOST_DESCRIBE_STRUCT(LoginReply, (), (token, session))

// PUT /v1/tills/{till_id} by somebody with the right enrol_till, on the device itself.
struct TillEnrolment {
  std::string name;
};
BOOST_DESCRIBE_STRUCT(TillEnrolment, (), (name))

enum class TillState { enrolled, revoked };
BOOST_DESCRIBE_ENUM(TillState, enrolled, revoked)

struct Till {
  TillId till_id;
  ShopId shop_id;
  std::string name;
  int number = 0;
  TillState state = TillState::enrolled;
  Instant enrolled_at;
};
BOOST_DESCRIBE_STRUCT(Till, (), (till_id, shop_id, name, number, state, enrolled_at))

struct EnrolledTill {
  Till till;
  std::string device_token;        // Till-Token: <token> on every request of this device; shown once
  std::string member_lookup_key;   // base64, HMAC-SHA256 key for TillMember::till_index
  std::int64_t next_sequence = 1;  // of the till's journal
};
BOOST_DESCRIBE_STRUCT(EnrolledTill, (), (till, device_token, member_lookup_key, next_sequence))

// POST /v1/approvals 主管授权: whoever has the right allows one act of one sale at the till that asks. The
// act is text that the room which checks it defines, so that exactly this was allowed and nothing else.
struct ApprovalRequest {
  std::string login;
  std::string password;
  Right right = Right::discount;
  SaleId sale_id;
  std::string act;
};
BOOST_DESCRIBE_STRUCT(ApprovalRequest, (), (login, password, right, sale_id, act))

struct Approval {
  StaffId staff_id;  // who allowed it
  std::string staff_name;
  Right right = Right::discount;
  std::string act;
  Instant good_until;  // the sale is closed by then; it may arrive later
  std::string proof;   // signed by the server for this merchant, till and sale
};
BOOST_DESCRIBE_STRUCT(Approval, (), (staff_id, staff_name, right, act, good_until, proof))

struct TillList {
  std::vector<Till> tills;
};
BOOST_DESCRIBE_STRUCT(TillList, (), (tills))

}  // namespace huiji::staff

namespace huiji::wire {
template <>
struct Rules<staff::LoginRequest> {
  static constexpr FieldRule list[] = {{.field = "login", .min_length = 1, .max_length = 64},
                                       {.field = "password", .min_length = 1, .max_length = 256}};
};
template <>
struct Rules<staff::ApprovalRequest> {
  static constexpr FieldRule list[] = {{.field = "login", .min_length = 1, .max_length = 64},
                                       {.field = "password", .min_length = 1, .max_length = 256},
                                       {.field = "act", .min_length = 1, .max_length = 400}};
};
template <>
struct Rules<staff::PersonDraft> {
  static constexpr FieldRule list[] = {{.field = "login", .min_length = 1, .max_length = 64},
                                       {.field = "name", .min_length = 1, .max_length = 120},
                                       {.field = "password", .min_length = 8, .max_length = 256}};
};
template <>
struct Rules<staff::TillEnrolment> {
  static constexpr FieldRule list[] = {{.field = "name", .min_length = 1, .max_length = 60}};
};
}  // namespace huiji::wire
