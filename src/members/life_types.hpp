// A member's life as it travels: what is asked for, and the history. Each change carries an operation id made
// by who asks: the same id with the same content changes nothing more; with other content it is refused.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "members/members_types.hpp"

namespace huiji::members {

struct StateChange {  // PUT /v1/members/{member_id}/state
  OperationId operation_id;
  bool frozen = false;
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(StateChange, (), (operation_id, frozen, reason))

struct TagChange {  // PUT /v1/members/{member_id}/tags: all tags that he has from now on
  OperationId operation_id;
  std::vector<std::string> tags;
};
BOOST_DESCRIBE_STRUCT(TagChange, (), (operation_id, tags))

enum class ConsentPurpose { membership, marketing };
BOOST_DESCRIBE_ENUM(ConsentPurpose, membership, marketing)

struct ConsentChange {  // PUT /v1/members/{member_id}/consent
  OperationId operation_id;
  ConsentPurpose purpose = ConsentPurpose::marketing;
  bool given = false;
  std::string version;  // of the text that was shown
  Instant said_at;
};
BOOST_DESCRIBE_STRUCT(ConsentChange, (), (operation_id, purpose, given, version, said_at))

// PUT /v1/members/{member_id}/pin. At a till with the phone's last four digits and the old PIN, or a manager.
struct PinChange {
  OperationId operation_id;
  std::string pin;
  std::optional<std::string> old_pin;
  std::optional<std::string> last4;
};
BOOST_DESCRIBE_STRUCT(PinChange, (), (operation_id, pin, old_pin, last4))

struct PinRemoval {  // PUT /v1/members/{member_id}/pin-removal: forgotten; the member sets a new one at a
                     // till
  OperationId operation_id;
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(PinRemoval, (), (operation_id, reason))

struct MemberCodeScan {  // POST /v1/member-codes
  std::string code;
};
BOOST_DESCRIBE_STRUCT(MemberCodeScan, (), (code))

// A proof of spending as it was typed or scanned. Whoever takes it in a request keeps that request nowhere.
struct TypedProof {
  std::optional<std::string> pin;
  std::optional<std::string> code;
};
BOOST_DESCRIBE_STRUCT(TypedProof, (), (pin, code))

enum class EventKind {
  registered,
  frozen,
  unfrozen,
  pin_set,
  pin_removed,
  tags_changed,
  consent_given,
  consent_withdrawn,
  merged,    // into the other one
  unmerged,  // from the other one
  absorbed,  // the other one
  released,  // the other one
  closed
};
BOOST_DESCRIBE_ENUM(EventKind, registered, frozen, unfrozen, pin_set, pin_removed, tags_changed,
                    consent_given, consent_withdrawn, merged, unmerged, absorbed, released, closed)

struct MemberEvent {
  OperationId operation_id;
  MemberId member_id;  // of one that was merged into him it may be another
  EventKind kind = EventKind::registered;
  Instant happened_at;
  std::optional<StaffId> staff_id;
  std::optional<std::string> staff_name;
  std::optional<TillId> till_id;
  std::string reason;
  std::optional<MemberId> other_member_id;
  std::optional<std::string> other_number;
  bool undone = false;  // of an absorption
};
BOOST_DESCRIBE_STRUCT(MemberEvent, (),
                      (operation_id, member_id, kind, happened_at, staff_id, staff_name, till_id, reason,
                       other_member_id, other_number, undone))

struct ConsentEntry {
  OperationId operation_id;
  ConsentPurpose purpose = ConsentPurpose::membership;
  std::string version;
  bool given = true;
  Instant said_at;      // the clock of where it was said
  Instant recorded_at;  // the server's
};
BOOST_DESCRIBE_STRUCT(ConsentEntry, (), (operation_id, purpose, version, given, said_at, recorded_at))

struct MemberHistory {  // oldest first
  bool pin_set = false;
  std::optional<Instant> pin_locked_until;
  std::vector<MemberEvent> events;
  std::vector<ConsentEntry> consents;
};
BOOST_DESCRIBE_STRUCT(MemberHistory, (), (pin_set, pin_locked_until, events, consents))

struct MergeRequest {  // PUT /v1/member-merges/{operation_id}
  MemberId loser;
  MemberId winner;  // keeps number, phone, tags and PIN; the loser's phone and number lead to him
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(MergeRequest, (), (loser, winner, reason))

struct MergeUndo {  // PUT /v1/member-merges/{operation_id}/undo
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(MergeUndo, (), (reason))

struct HeldValue {
  Points points;            // negative: owed
  std::int64_t growth = 0;  // 成长值
  Money stored;             // 储值 and gift cards, principal and bonus
  std::int64_t uses = 0;    // of count cards
  std::int64_t coupons = 0;
  Money memberships;  // 付费会员: paid for months that are not over; give them back first
};
BOOST_DESCRIBE_STRUCT(HeldValue, (), (points, growth, stored, uses, coupons, memberships))

struct ClosingQuote {  // GET /v1/members/{member_id}/closing
  HeldValue held;
  bool may_close = false;  // false: stored value or uses have to be paid out first
};
BOOST_DESCRIBE_STRUCT(ClosingQuote, (), (held, may_close))

struct ClosingRequest {  // PUT /v1/members/{member_id}/closing
  OperationId operation_id;
  Points points;  // that are forfeited, as confirmed by the member
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(ClosingRequest, (), (operation_id, points, reason))

}  // namespace huiji::members

namespace huiji::wire {
template <>
struct Rules<members::StateChange> {
  static constexpr FieldRule list[] = {{.field = "reason", .min_length = 1, .max_length = 800}};
};
template <>
struct Rules<members::TagChange> {
  static constexpr FieldRule list[] = {{.field = "tags", .max_length = 50}};
};
template <>
struct Rules<members::ConsentChange> {
  static constexpr FieldRule list[] = {{.field = "version", .min_length = 1, .max_length = 40}};
};
template <>
struct Rules<members::PinRemoval> {
  static constexpr FieldRule list[] = {{.field = "reason", .min_length = 1, .max_length = 800}};
};
template <>
struct Rules<members::MemberCodeScan> {
  static constexpr FieldRule list[] = {{.field = "code", .max_length = 40}};
};
template <>
struct Rules<members::MergeRequest> {
  static constexpr FieldRule list[] = {{.field = "reason", .min_length = 1, .max_length = 800}};
};
template <>
struct Rules<members::MergeUndo> {
  static constexpr FieldRule list[] = {{.field = "reason", .min_length = 1, .max_length = 800}};
};
template <>
struct Rules<members::ClosingRequest> {
  static constexpr FieldRule list[] = {{.field = "reason", .min_length = 1, .max_length = 800}};
};
}  // namespace huiji::wire
