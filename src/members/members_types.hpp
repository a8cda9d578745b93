// Members as they travel: always masked. Phone, name and birthday enter in clear once, at registration.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "wire/type_info.hpp"

namespace huiji::members {

// frozen: keeps prices, earns nothing, spends nothing. merged: another member answers for him, and an
// un-merge brings him back. closed: for ever, without phone, name or birthday.
enum class MemberState { active, frozen, merged, closed };
BOOST_DESCRIBE_ENUM(MemberState, active, frozen, merged, closed)

// PUT /v1/members/{member_id}: idempotent. When the phone belongs to a member already, that member is
// answered and the given id becomes an alias of it (a till that was offline could not know).
struct MemberRegistration {
  std::string phone;
  std::optional<std::string> name;
  std::optional<Date> birthday;
  std::string consent_version;
  Instant consent_at;
};
BOOST_DESCRIBE_STRUCT(MemberRegistration, (), (phone, name, birthday, consent_version, consent_at))

struct Member {
  MemberId member_id;
  std::string number;
  std::string phone_masked;                // 138****1234; empty of a closed member
  std::optional<std::string> name_masked;  // 张*
  bool has_birthday = false;
  std::string tier;
  MemberState state = MemberState::active;
  Points points;
  std::optional<Date> points_expire_on;  // of the next lot to expire
  Points points_expiring;                // how many then
  std::string consent_version;
  Instant registered_at;
  std::vector<std::string> tags;
  bool marketing = false;  // consent to be written to
};
BOOST_DESCRIBE_STRUCT(Member, (),
                      (member_id, number, phone_masked, name_masked, has_birthday, tier, state, points,
                       points_expire_on, points_expiring, consent_version, registered_at, tags, marketing))

struct MemberList {
  std::vector<Member> members;
  std::int64_t total = 0;
  std::optional<std::string> next;
};
BOOST_DESCRIBE_STRUCT(MemberList, (), (members, total, next))

// What a till keeps of a member so that it finds him without the network: no phone, no name.
// till_index = lower-case hex of HMAC-SHA256(member_lookup_key of the enrolment, the eleven digits in ASCII).
// It finds by the last four digits in phone_masked. The points are those when the page was made: a receipt
// and a look-up on line tell newer ones.
struct TillMember {
  MemberId id;
  std::string number;
  std::string till_index;
  std::string phone_masked;
  std::string tier;
  MemberState state = MemberState::active;
  Points points;
  std::optional<std::vector<std::string>> tags;  // absent: none
  std::optional<MemberId> leads_to;              // who answers for a merged one: look there
};
BOOST_DESCRIBE_STRUCT(TillMember, (),
                      (id, number, till_index, phone_masked, tier, state, points, tags, leads_to))

struct TillMemberPage {
  std::int64_t version = 0;  // ask for the next page with since=version
  bool more = false;
  std::vector<TillMember> members;
};
BOOST_DESCRIBE_STRUCT(TillMemberPage, (), (version, more, members))

}  // namespace huiji::members

namespace huiji::wire {
template <>
struct Rules<members::MemberRegistration> {
  static constexpr FieldRule list[] = {
      {.field = "phone",
       .min_length = 5,
       .max_length = 24,
       .doc = "Mainland mobile number: 11 digits from 1; spaces and +86 are accepted"},
      {.field = "name", .max_length = 120},
      {.field = "consent_version", .min_length = 1, .max_length = 40}};
};
}  // namespace huiji::wire
