#include "members/life_store.hpp"

#include <algorithm>

#include "kernel/check.hpp"
#include "members/life_errors.hpp"
#include "members/reason.hpp"
#include "members_sql.hpp"

namespace huiji::members {

namespace {

template <class Enumeration>
std::string text_of(Enumeration value) {
  std::string text;
  wire::type_of<Enumeration>().write_text(&value, text);
  return text;
}

template <class Enumeration>
Enumeration value_of(const std::string& text) {
  Enumeration value{};
  HUIJI_CHECK(wire::type_of<Enumeration>().read_text(&value, text));
  return value;
}

MemberEvent event_of(const db::Rows::Row& row) {
  MemberEvent event;
  event.operation_id = row.id<OperationId>(0);
  event.member_id = row.id<MemberId>(1);
  event.kind = value_of<EventKind>(row.text(2));
  event.happened_at = row.instant(3);
  event.staff_id = row.id_or_none<StaffId>(4);
  event.till_id = row.id_or_none<TillId>(5);
  event.reason = row.text(6);
  event.other_member_id = row.id_or_none<MemberId>(7);
  return event;
}

// A tag set was valid until the next one came.
bool had_tags(const db::Rows& history, const std::string& tags, Instant from, Instant to) {
  for (std::size_t i = 0; i < history.size(); ++i) {
    const bool began = history[i].instant(1) <= to;
    const bool lasted = i + 1 == history.size() || history[i + 1].instant(1) >= from;
    if (began && lasted && history[i].text(0) == tags) return true;
  }
  return false;
}

}  // namespace

std::int64_t take_version(db::Transaction& transaction, MerchantId merchant_id) {
  const db::Rows taken = transaction.query(sql::next_member_version, {merchant_id});
  HUIJI_CHECK(taken.size() == 1);
  return taken[0].integer(0);
}

void add_event(db::Transaction& transaction, const Actor& actor, const NewEvent& event) {
  const db::Value hash = event.content_hash ? db::Value(db::Bytes{*event.content_hash}) : db::Value();
  transaction.execute(sql::event_insert,
                      {actor.merchant_id, event.operation_id, event.member_id, text_of(event.kind), actor.now,
                       actor.staff_id, actor.till_id, event.reason, event.other, hash});
}

Result<bool> done_before(db::Transaction& transaction, MerchantId merchant_id, OperationId operation_id,
                         const std::string& content_hash) {
  const db::Rows events = transaction.query(sql::event_by_operation, {merchant_id, operation_id});
  if (events.empty()) return false;
  for (const auto event : events)
    if (!event.is_null(1) && event.bytes(1) == content_hash) return true;
  return operation_reused;
}

std::vector<MemberEvent> events_of(db::Transaction& transaction, MerchantId merchant_id, MemberId member_id) {
  std::vector<MemberEvent> events;
  for (const auto row : transaction.query(sql::events_of, {merchant_id, member_id}))
    events.push_back(event_of(row));
  return events;
}

void note_registration(db::Transaction& transaction, const Registrar& registrar, const MemberRecord& record) {
  const Actor actor{registrar.merchant_id, registrar.staff_id, registrar.till_id, registrar.now};
  const OperationId operation_id{record.member_id.bytes};
  add_event(transaction, actor, {operation_id, record.member_id, EventKind::registered});
  add_consent(transaction, actor, record.member_id,
              {operation_id, ConsentPurpose::membership, true, record.consent_version, record.consent_at});
}

void set_state(db::Transaction& transaction, MerchantId merchant_id, MemberId member_id, MemberState state,
               std::int64_t version) {
  transaction.execute(sql::state_set, {merchant_id, member_id, text_of(state), version});
}

void set_tags(db::Transaction& transaction, const Actor& actor, MemberId member_id,
              const std::vector<std::string>& tags, std::int64_t version) {
  const std::string stored = join_tags(tags);
  transaction.execute(sql::tags_set, {actor.merchant_id, member_id, stored, version});
  transaction.execute(sql::tags_insert, {actor.merchant_id, member_id, version, stored, actor.now});
}

bool could_have_tags(db::Transaction& transaction, MerchantId merchant_id, MemberId named,
                     const MemberRecord& member, std::vector<std::string> tags, Instant at) {
  std::sort(tags.begin(), tags.end());
  const std::string stored = join_tags(tags);
  if (stored.empty() || stored == member.tags) return true;
  for (const MemberId& id : {member.member_id, named})
    if (had_tags(transaction.query(sql::tags_of, {merchant_id, id}), stored, at + -kTillKnows_ms, at))
      return true;
  return false;
}

void add_consent(db::Transaction& transaction, const Actor& actor, MemberId member_id,
                 const ConsentChange& consent) {
  transaction.execute(sql::consent_insert, {actor.merchant_id, member_id, consent.operation_id,
                                            text_of(consent.purpose), consent.version, consent.given ? 1 : 0,
                                            consent.said_at, actor.now, actor.staff_id, actor.till_id});
  if (consent.purpose == ConsentPurpose::marketing)
    transaction.execute(sql::marketing_set, {actor.merchant_id, member_id, consent.given ? 1 : 0});
}

std::vector<ConsentEntry> consents_of(db::Transaction& transaction, MerchantId merchant_id,
                                      MemberId member_id) {
  std::vector<ConsentEntry> consents;
  for (const auto row : transaction.query(sql::consents_of, {merchant_id, member_id}))
    consents.push_back({.operation_id = row.id<OperationId>(0),
                        .purpose = value_of<ConsentPurpose>(row.text(1)),
                        .version = row.text(2),
                        .given = row.boolean(3),
                        .said_at = row.instant(4),
                        .recorded_at = row.instant(5)});
  return consents;
}

}  // namespace huiji::members
