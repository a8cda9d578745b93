#include "members/merge_flow.hpp"

#include "kernel/check.hpp"
#include "members/life_errors.hpp"
#include "members/life_flow.hpp"
#include "members/members_errors.hpp"
#include "members/merge_store.hpp"
#include "members/reason.hpp"
#include "wire/json.hpp"

namespace huiji::members {

namespace {

HoldingsChange change_of(const Actor& actor, OperationId operation_id) {
  return {actor.merchant_id, operation_id, actor.staff_id, actor.now};
}

struct Pair {
  MemberRecord loser;
  MemberRecord winner;
};

Result<Pair> load_pair(db::Transaction& transaction, MerchantId merchant_id, const MergeRequest& request) {
  auto loser = open_member(transaction, merchant_id, request.loser);
  if (!loser) return loser.refusal();
  auto winner = open_member(transaction, merchant_id, request.winner);
  if (!winner) return winner.refusal();
  if (loser->member_id == winner->member_id) return merge_same;
  if (loser->state != MemberState::active || winner->state != MemberState::active) return merge_state;
  return Pair{std::move(*loser), std::move(*winner)};
}

void record(db::Transaction& transaction, const Actor& actor, const Merge& merge, EventKind of_loser,
            EventKind of_winner, const std::string& reason, std::optional<std::string> hash) {
  add_event(transaction, actor, {merge.operation_id, merge.loser, of_loser, reason, merge.winner, hash});
  add_event(transaction, actor, {merge.operation_id, merge.winner, of_winner, reason, merge.loser, hash});
}

}  // namespace

Result<Done> merge_members(db::Transaction& transaction, const Services& services, const Actor& actor,
                           OperationId operation_id, const MergeRequest& request) {
  const auto reason = parse_reason(request.reason);
  if (!reason) return reason.refusal();
  const std::string hash = operation_hash(request.winner, "merge", wire::to_json(request));
  const auto done = done_before(transaction, actor.merchant_id, operation_id, hash);
  if (!done) return done.refusal();
  if (*done) return Done{};
  const std::int64_t version = take_version(transaction, actor.merchant_id);
  const auto pair = load_pair(transaction, actor.merchant_id, request);
  if (!pair) return pair.refusal();
  const Merge merge{operation_id, pair->loser.member_id, pair->winner.member_id};
  if (services.holdings) {
    auto moved =
        services.holdings->move(transaction, change_of(actor, operation_id), merge.loser, merge.winner);
    if (!moved) return moved;
  }
  set_state(transaction, actor.merchant_id, merge.loser, MemberState::merged, version);
  lead_to_winner(transaction, actor.merchant_id, merge.loser, merge.winner, actor.now);
  insert_merge(transaction, actor.merchant_id, merge, actor.now);
  record(transaction, actor, merge, EventKind::merged, EventKind::absorbed, *reason, hash);
  return Done{};
}

Result<Done> undo_merge(db::Transaction& transaction, const Services& services, const Actor& actor,
                        OperationId operation_id, const MergeUndo& request) {
  const auto reason = parse_reason(request.reason);
  if (!reason) return reason.refusal();
  const auto merge = find_merge(transaction, actor.merchant_id, operation_id);
  if (!merge) return merge_unknown;
  if (merge->undone_at) return Done{};
  const std::int64_t version = take_version(transaction, actor.merchant_id);
  const auto winner = find_row(transaction, actor.merchant_id, merge->winner);
  HUIJI_CHECK(winner);
  if (winner->state == MemberState::merged || winner->state == MemberState::closed) return merge_later;
  if (services.holdings) {
    auto moved = services.holdings->undo_move(transaction, change_of(actor, operation_id), merge->loser,
                                              merge->winner);
    if (!moved) return moved;
  }
  set_state(transaction, actor.merchant_id, merge->loser, MemberState::active, version);
  lead_back(transaction, actor.merchant_id, merge->loser, merge->winner);
  mark_merge_undone(transaction, actor.merchant_id, operation_id, actor.now);
  record(transaction, actor, *merge, EventKind::unmerged, EventKind::released, *reason, {});
  return Done{};
}

}  // namespace huiji::members
