#include "members/close_flow.hpp"

#include "members/life_errors.hpp"
#include "members/life_flow.hpp"
#include "members/merge_store.hpp"
#include "members/reason.hpp"
#include "members/secret_store.hpp"
#include "members_sql.hpp"
#include "wire/json.hpp"

namespace huiji::members {

namespace {

HeldValue held_by(db::Transaction& transaction, const Services& services, MerchantId merchant_id,
                  MemberId member_id) {
  return services.holdings ? services.holdings->held(transaction, merchant_id, member_id) : HeldValue{};
}

bool is_paid_out(const HeldValue& held) {
  return held.stored.minor == 0 && held.uses == 0 && held.memberships.minor == 0;
}

// The index becomes the member's own id: as unique as the key, and no phone hashes to it.
void erase(db::Transaction& transaction, const Actor& actor, const MemberRecord& row) {
  const MerchantId merchant_id = actor.merchant_id;
  const db::Bytes id_bytes{std::string(row.member_id.bytes.begin(), row.member_id.bytes.end())};
  const char* state = row.state == MemberState::merged ? "merged" : "closed";
  transaction.execute(sql::member_erase, {merchant_id, row.member_id, db::Bytes{}, id_bytes, state,
                                          take_version(transaction, merchant_id)});
  forget_secret(transaction, merchant_id, row.member_id);
  transaction.execute(sql::tags_forget, {merchant_id, row.member_id});
  transaction.execute(sql::events_forget, {merchant_id, row.member_id});
}

}  // namespace

Result<ClosingQuote> quote_closing(db::Transaction& transaction, const Services& services,
                                   MerchantId merchant_id, MemberId member_id) {
  const auto member = open_member(transaction, merchant_id, member_id);
  if (!member) return member.refusal();
  const HeldValue held = held_by(transaction, services, merchant_id, member->member_id);
  return ClosingQuote{held, is_paid_out(held)};
}

Result<Done> close_member(db::Transaction& transaction, const Services& services, const Actor& actor,
                          MemberId member_id, const ClosingRequest& request) {
  const auto reason = parse_reason(request.reason);
  if (!reason) return reason.refusal();
  const std::string hash = operation_hash(member_id, "closing", wire::to_json(request));
  const auto done = done_before(transaction, actor.merchant_id, request.operation_id, hash);
  if (!done) return done.refusal();
  if (*done) return Done{};
  const auto member = open_member(transaction, actor.merchant_id, member_id);
  if (!member) return member.refusal();
  const HeldValue held = held_by(transaction, services, actor.merchant_id, member->member_id);
  if (!is_paid_out(held)) return close_holds;
  if (held.points != request.points)
    return Refusal(close_points, {{"points", std::to_string(held.points.count)}});
  if (services.holdings) {
    const HoldingsChange change{actor.merchant_id, request.operation_id, actor.staff_id, actor.now};
    auto gone = services.holdings->forfeit(transaction, change, member->member_id);
    if (!gone) return gone;
  }
  for (const Alias& alias : aliases_of(transaction, actor.merchant_id, member->member_id))
    if (const auto row = find_row(transaction, actor.merchant_id, alias.alias_id))
      erase(transaction, actor, *row);
  erase(transaction, actor, *member);
  add_event(transaction, actor,
            {request.operation_id, member->member_id, EventKind::closed, *reason, {}, hash});
  return Done{};
}

}  // namespace huiji::members
