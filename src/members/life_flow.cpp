#include "members/life_flow.hpp"

#include <algorithm>

#include "members/life_errors.hpp"
#include "members/members_errors.hpp"
#include "members/merge_store.hpp"
#include "members/reason.hpp"
#include "members/secret_store.hpp"
#include "platform/crypto/content_hash.hpp"
#include "wire/json.hpp"

namespace huiji::members {

namespace {

// What an absorption and its undoing look like to the one who was merged is told by the other's events.
bool is_told_by_other(const MemberEvent& event) {
  return event.kind == EventKind::merged || event.kind == EventKind::unmerged;
}

void mark_undone(std::vector<MemberEvent>& events) {
  for (MemberEvent& event : events) {
    if (event.kind != EventKind::absorbed) continue;
    event.undone = std::any_of(events.begin(), events.end(), [&](const MemberEvent& other) {
      return other.kind == EventKind::released && other.operation_id == event.operation_id;
    });
  }
}

}  // namespace

Result<MemberRecord> open_member(db::Transaction& transaction, MerchantId merchant_id, MemberId member_id) {
  auto member = find_member(transaction, merchant_id, member_id);
  if (!member) return unknown_member;
  if (member->state == MemberState::closed) return member_closed;
  return std::move(*member);
}

std::string operation_hash(MemberId member_id, std::string_view what, const std::string& request_json) {
  return crypto::content_hash(member_id.text() + std::string(what) + request_json);
}

Result<Done> change_state(db::Transaction& transaction, const Actor& actor, MemberId member_id,
                          const StateChange& change) {
  const auto reason = parse_reason(change.reason);
  if (!reason) return reason.refusal();
  const std::string hash = operation_hash(member_id, "state", wire::to_json(change));
  const auto done = done_before(transaction, actor.merchant_id, change.operation_id, hash);
  if (!done) return done.refusal();
  if (*done) return Done{};
  const std::int64_t version = take_version(transaction, actor.merchant_id);
  const auto member = open_member(transaction, actor.merchant_id, member_id);
  if (!member) return member.refusal();
  set_state(transaction, actor.merchant_id, member->member_id,
            change.frozen ? MemberState::frozen : MemberState::active, version);
  add_event(transaction, actor,
            {change.operation_id,
             member->member_id,
             change.frozen ? EventKind::frozen : EventKind::unfrozen,
             *reason,
             {},
             hash});
  return Done{};
}

Result<Done> change_tags(db::Transaction& transaction, const Actor& actor, MemberId member_id,
                         const TagChange& change) {
  const auto tags = parse_tags(change.tags);
  if (!tags) return tags.refusal();
  const std::string hash = operation_hash(member_id, "tags", wire::to_json(change));
  const auto done = done_before(transaction, actor.merchant_id, change.operation_id, hash);
  if (!done) return done.refusal();
  if (*done) return Done{};
  const std::int64_t version = take_version(transaction, actor.merchant_id);
  const auto member = open_member(transaction, actor.merchant_id, member_id);
  if (!member) return member.refusal();
  set_tags(transaction, actor, member->member_id, *tags, version);
  add_event(transaction, actor,
            {change.operation_id, member->member_id, EventKind::tags_changed, {}, {}, hash});
  return Done{};
}

Result<Done> change_consent(db::Transaction& transaction, const Actor& actor, MemberId member_id,
                            const ConsentChange& change) {
  if (change.purpose == ConsentPurpose::membership) return consent_closes;
  if (change.version.empty() || change.said_at.ms <= 0) return consent_missing;
  const std::string hash = operation_hash(member_id, "consent", wire::to_json(change));
  const auto done = done_before(transaction, actor.merchant_id, change.operation_id, hash);
  if (!done) return done.refusal();
  if (*done) return Done{};
  const auto member = open_member(transaction, actor.merchant_id, member_id);
  if (!member) return member.refusal();
  add_consent(transaction, actor, member->member_id, change);
  const EventKind kind = change.given ? EventKind::consent_given : EventKind::consent_withdrawn;
  add_event(transaction, actor, {change.operation_id, member->member_id, kind, {}, {}, hash});
  return Done{};
}

MemberHistory history_of(db::Transaction& transaction, const Actor& actor, MemberId member_id) {
  const MerchantId merchant_id = actor.merchant_id;
  MemberHistory history;
  const Secret secret = load_secret(transaction, merchant_id, member_id);
  history.pin_set = secret.pin_hash.has_value();
  if (is_locked(secret.pin_tries, actor.now)) history.pin_locked_until = secret.pin_tries.locked_until;
  history.events = events_of(transaction, merchant_id, member_id);
  for (const Alias& alias : aliases_of(transaction, merchant_id, member_id))
    for (MemberEvent& event : events_of(transaction, merchant_id, alias.alias_id))
      if (!is_told_by_other(event)) history.events.push_back(std::move(event));
  std::stable_sort(history.events.begin(), history.events.end(),
                   [](const auto& a, const auto& b) { return a.happened_at < b.happened_at; });
  mark_undone(history.events);
  history.consents = consents_of(transaction, merchant_id, member_id);
  return history;
}

}  // namespace huiji::members
