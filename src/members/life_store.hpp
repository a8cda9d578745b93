// A member's history, tags and consents in the database. The history is append only; a reason in it goes when
// the member is closed. Each change of a member's row takes the merchant's next member version first, which
// also lets one change of a member happen after the other.
#pragma once

#include <string>
#include <vector>

#include "members/life_types.hpp"
#include "members/members_store.hpp"

namespace huiji::members {

// Who changes something, where and when.
struct Actor {
  MerchantId merchant_id;
  std::optional<StaffId> staff_id;
  std::optional<TillId> till_id;
  Instant now;
};

std::int64_t take_version(db::Transaction& transaction, MerchantId merchant_id);

struct NewEvent {
  OperationId operation_id;
  MemberId member_id;
  EventKind kind = EventKind::registered;
  std::string reason = {};
  std::optional<MemberId> other = {};
  std::optional<std::string> content_hash = {};
};
void add_event(db::Transaction& transaction, const Actor& actor, const NewEvent& event);
// Whether the operation was carried out already; refuses its id with other content.
Result<bool> done_before(db::Transaction& transaction, MerchantId merchant_id, OperationId operation_id,
                         const std::string& content_hash);
// Of one member alone, oldest first; without names and numbers of others.
std::vector<MemberEvent> events_of(db::Transaction& transaction, MerchantId merchant_id, MemberId member_id);

// The event and the consent that a registration is.
void note_registration(db::Transaction& transaction, const Registrar& registrar, const MemberRecord& record);

void set_state(db::Transaction& transaction, MerchantId merchant_id, MemberId member_id, MemberState state,
               std::int64_t version);
void set_tags(db::Transaction& transaction, const Actor& actor, MemberId member_id,
              const std::vector<std::string>& tags, std::int64_t version);

// Whether the tags are those that the member, by his present id or the one that was named, had at some moment
// in the week before `at`, or has now: what a till may have known. None is always possible.
inline constexpr std::int64_t kTillKnows_ms = 7 * kDay_ms;
bool could_have_tags(db::Transaction& transaction, MerchantId merchant_id, MemberId named,
                     const MemberRecord& member, std::vector<std::string> tags, Instant at);

void add_consent(db::Transaction& transaction, const Actor& actor, MemberId member_id,
                 const ConsentChange& consent);
std::vector<ConsentEntry> consents_of(db::Transaction& transaction, MerchantId merchant_id,
                                      MemberId member_id);

}  // namespace huiji::members
