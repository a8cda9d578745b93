#include "wallet/household_flow.hpp"

#include "wallet/household_errors.hpp"
#include "wallet/wallet_errors.hpp"
#include "wallet_sql.hpp"

namespace huiji::wallet {
namespace {

using ledger::Currency;

constexpr int kMost = 6;  // when the rules say nothing

int most_members(db::Transaction& transaction, MerchantId merchant_id) {
  return policy_now(transaction, merchant_id).policy.household_size.value_or(kMost);
}

Refusal with_points(const ErrorCode& code, std::int64_t points) {
  return {code, {{"points", std::to_string(points)}}};
}

struct Move {
  db::Transaction& transaction;
  const MerchantId merchant_id;
  const MemberId member_id;
  const std::string own;
  const std::string pool;

  std::int64_t held(const std::string& account) {
    return ledger::held(transaction, merchant_id, account, Currency::PTS);
  }

  // Owed or promised points have no lot of their own, so nobody could say whose they are.
  Result<Done> check_settled() {
    if (const std::int64_t owed = -held(own); owed > 0) return with_points(household_member_owes, owed);
    if (const std::int64_t owed = -held(pool); owed > 0) return with_points(household_owes, owed);
    for (const std::string& account : {own, pool})
      if (const std::int64_t promised = ledger::reserved(transaction, merchant_id, account); promised > 0)
        return with_points(household_promised, promised);
    return Done{};
  }

  // A sale, an allowance or another change that happens at the same time writes one of these rows, too.
  void guard() {
    for (const std::string& account : {own, pool})
      for (const std::string& each : {account, ledger::pending_beside(account)}) {
        ledger::touch_holding(transaction, merchant_id, each);
        ledger::touch_balance(transaction, merchant_id, each, Currency::PTS);
      }
  }

  void join(ledger::Posting& posting) {
    const auto bring = [&](const std::string& from, const std::string& to) {
      posting.move(from, to, Currency::PTS, held(from));
      transaction.execute(sql::merge_lots_move, {merchant_id, from, to, member_id});
    };
    bring(own, pool);
    bring(ledger::pending_beside(own), ledger::pending_beside(pool));
  }

  // The last one takes all, also what came back to nobody's lot.
  void leave(bool last, ledger::Posting& posting) {
    const auto take = [&](const std::string& from, const std::string& to) {
      const std::int64_t share = last ? held(from) : share_of(transaction, merchant_id, from, member_id);
      posting.move(from, to, Currency::PTS, share);
      if (last)
        transaction.execute(sql::household_lots_all, {merchant_id, from, to});
      else
        transaction.execute(sql::household_lots_back, {merchant_id, from, to, member_id});
    };
    take(pool, own);
    take(ledger::pending_beside(pool), ledger::pending_beside(own));
  }
};

Result<Done> check_consent(db::Transaction& transaction, MerchantId merchant_id, MemberId member_id,
                           const std::optional<members::Proven>& proven, Instant now) {
  if (!proven) return Done{};
  if (proven->member_id != member_id) return proof_needed;
  return members::check_proof(transaction, merchant_id, *proven, now);
}

Result<Done> join(db::Transaction& transaction, Draft& draft, Move& move, const HouseholdChange& change,
                  const std::optional<members::Proven>& proven, Instant now) {
  const MerchantId merchant_id = move.merchant_id;
  if (household_place(transaction, merchant_id, move.member_id)) return household_already;
  const int most = most_members(transaction, merchant_id);
  if (int(household_places(transaction, merchant_id, change.household_id).size()) >= most)
    return Refusal(household_full, {{"most", std::to_string(most)}});
  if (auto sound = check_consent(transaction, merchant_id, move.member_id, proven, now); !sound) return sound;
  transaction.execute(sql::household_open, {merchant_id, change.household_id, now, draft.place.staff_id});
  transaction.execute(sql::household_member_insert,
                      {merchant_id, move.member_id, change.household_id, move.pool, now, draft.place.staff_id,
                       proven ? "proven" : "noted", change.reason});
  move.join(draft.posting);
  return Done{};
}

Result<Done> leave(db::Transaction& transaction, Draft& draft, Move& move, const HouseholdChange& change) {
  const auto place = household_place(transaction, move.merchant_id, move.member_id);
  if (!place || place->household_id != change.household_id) return household_not_in;
  const bool last = household_places(transaction, move.merchant_id, change.household_id).size() == 1;
  transaction.execute(sql::household_member_delete, {move.merchant_id, move.member_id});
  move.leave(last, draft.posting);
  return Done{};
}

Result<Done> decide(db::Transaction& transaction, Draft& draft, const HouseholdChange& change,
                    const std::optional<members::Proven>& proven, Instant now) {
  const MerchantId merchant_id = draft.place.merchant_id;
  const auto member = members::find_member_facts(transaction, merchant_id, change.member_id);
  if (!member) return member_unknown;
  const bool joins = change.step == HouseholdStep::join;
  if (joins && member->state != members::MemberState::active) return member_not_active;
  Move move{transaction, merchant_id, member->member_id, ledger::points_account(member->member_id),
            pool_account(change.household_id)};
  draft.account = move.pool;
  draft.receipt.member_id = member->member_id;
  draft.receipt.note = change.reason;
  if (auto settled = move.check_settled(); !settled) return settled;
  move.guard();
  return joins ? join(transaction, draft, move, change, proven, now)
               : leave(transaction, draft, move, change);
}

HouseholdMember member_of(db::Transaction& transaction, const crypto::Keys& keys, MerchantId merchant_id,
                          const HouseholdPlace& place, const std::string& pool) {
  HouseholdMember member;
  member.member_id = place.member_id;
  if (const auto facts = members::find_member_facts(transaction, merchant_id, place.member_id))
    member.number = facts->number;
  member.phone_masked = members::phone_masked(transaction, keys, merchant_id, place.member_id).value_or("");
  member.since = place.since;
  member.added_by = place.added_by;
  member.consent = place.consent == "proven" ? HouseholdConsent::proven : HouseholdConsent::noted;
  member.pending = {share_of(transaction, merchant_id, ledger::pending_beside(pool), place.member_id)};
  member.points = Points{share_of(transaction, merchant_id, pool, place.member_id)} + member.pending;
  return member;
}

}  // namespace

std::int64_t share_of(db::Transaction& transaction, MerchantId merchant_id, const std::string& account,
                      MemberId member_id) {
  return transaction.query(sql::household_share, {merchant_id, account, member_id})[0].integer(0);
}

Result<std::optional<members::Proven>> prove_join(const Services& services, const Caller& caller,
                                                  OperationId operation_id, const HouseholdChange& change) {
  const std::optional<members::Proven> nothing;
  const bool typed = change.pin || change.code;
  if (!services.members || change.step != HouseholdStep::join || !typed) return nothing;
  const auto proof = members::parse_proof({change.pin, change.code});
  if (!proof) return proof.refusal();
  auto proven = members::prove_spending(*services.members, caller.merchant_id, change.member_id, *proof,
                                        operation_id.bytes);
  if (!proven) return proven.refusal();
  return std::optional(std::move(*proven));
}

Result<OperationReceipt> change_household(db::Transaction& transaction, const Caller& caller,
                                          OperationId operation_id, const HouseholdChange& change,
                                          const std::optional<members::Proven>& proven, Instant now) {
  HouseholdChange kept = change;  // no PIN and no code is stored
  kept.pin.reset();
  kept.code.reset();
  const OperationKind kind =
      change.step == HouseholdStep::join ? OperationKind::household_join : OperationKind::household_leave;
  return run_operation(transaction, caller, operation_id, kind, kept, now,
                       [&](Draft& draft) { return decide(transaction, draft, kept, proven, now); });
}

Result<HouseholdOf> household_view(db::Transaction& transaction, const crypto::Keys& keys,
                                   MerchantId merchant_id, MemberId member_id, Instant now) {
  const auto member = members::find_member_facts(transaction, merchant_id, member_id);
  if (!member) return member_unknown;
  const auto place = household_place(transaction, merchant_id, member->member_id);
  if (!place) return HouseholdOf{};
  const std::string pool = pool_account(place->household_id);
  Household household;
  household.household_id = place->household_id;
  household.most = most_members(transaction, merchant_id);
  household.points = {ledger::held(transaction, merchant_id, pool, Currency::PTS)};
  household.points_available = {available(transaction, merchant_id, pool, now)};
  household.points_pending = {
      ledger::held(transaction, merchant_id, ledger::pending_beside(pool), Currency::PTS)};
  for (const HouseholdPlace& each : household_places(transaction, merchant_id, place->household_id))
    household.members.push_back(member_of(transaction, keys, merchant_id, each, pool));
  return HouseholdOf{std::move(household)};
}

}  // namespace huiji::wallet
