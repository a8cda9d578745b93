#include "wallet/points_flow.hpp"

#include <cstdlib>

#include "wallet/credit_flow.hpp"
#include "wallet/household_store.hpp"
#include "wallet/stored_value.hpp"
#include "wallet/tier_flow.hpp"
#include "wallet/wallet_errors.hpp"
#include "wallet_sql.hpp"

namespace huiji::wallet {
namespace {

using ledger::Currency;

constexpr std::int64_t kMostChange = 100'000'000;

void take_from_lots(db::Transaction& transaction, Draft& draft, const std::string& account,
                    std::int64_t amount) {
  const MerchantId merchant_id = draft.place.merchant_id;
  const auto taken = ledger::take(amount, ledger::open_lots(transaction, merchant_id, account),
                                  ledger::Order::expiry, draft.receipt.happened_at);
  ledger::change_lots(transaction, merchant_id, taken.changes);
  ledger::add_uses(transaction, merchant_id, draft.receipt.operation_id.bytes, taken.uses);
}

// What an adjustment needs to know before it decides.
struct Adjusted {
  members::MemberFacts member;
  ValuePolicy policy;
};

Result<Adjusted> adjusted(db::Transaction& transaction, MerchantId merchant_id, MemberId member_id) {
  auto member = members::find_member_facts(transaction, merchant_id, member_id);
  if (!member) return member_unknown;
  return Adjusted{std::move(*member), policy_now(transaction, merchant_id).policy};
}

void adjust_points(db::Transaction& transaction, Draft& draft, const Adjusted& whose, std::int64_t change,
                   const std::string& against) {
  const MerchantId merchant_id = draft.place.merchant_id;
  draft.account = points_home(transaction, merchant_id, whose.member.member_id);
  if (change > 0)
    return give_points(transaction, draft, whose.member.member_id, {change}, against,
                       whose.policy.points_valid_months, 0);
  ledger::touch_holding(transaction, merchant_id, draft.account);
  take_from_lots(transaction, draft, draft.account, -change);
  draft.posting.move(draft.account, against, Currency::PTS, -change);
}

void adjust_growth(db::Transaction& transaction, Draft& draft, const Adjusted& whose, std::int64_t change,
                   const std::string& against) {
  const MerchantId merchant_id = draft.place.merchant_id;
  const Uuid& source_id = draft.receipt.operation_id.bytes;
  draft.account = ledger::growth_account(whose.member.member_id);
  ledger::touch_holding(transaction, merchant_id, draft.account);
  if (change < 0) {
    take_from_lots(transaction, draft, draft.account, -change);
    return draft.posting.move(draft.account, against, Currency::GRW, -change);
  }
  give_growth(transaction, draft.place, whose.member,
              {lot_of(source_id, 0), source_id, change,
               ledger::held(transaction, merchant_id, draft.account, Currency::GRW),
               draft.receipt.happened_at, draft.place.business_day},
              whose.policy, draft.receipt.happened_at);
  draft.posting.move(against, draft.account, Currency::GRW, change);
}

Result<Done> decide(db::Transaction& transaction, Draft& draft, const AdjustRequest& request,
                    const Adjusted& whose) {
  draft.receipt.member_id = whose.member.member_id;
  draft.receipt.note = request.reason;
  if (request.asset == Asset::receivable)
    return decide_credit_adjustment(transaction, draft, whose.member.member_id, request);
  const std::string against = "adjusted/" + draft.place.staff_id.value_or(StaffId{}).text();
  const auto move = request.asset == Asset::points ? adjust_points : adjust_growth;
  move(transaction, draft, whose, request.change, against);
  return Done{};
}

OperationKind kind_of(const AdjustRequest& request) {
  if (request.asset == Asset::receivable) return OperationKind::adjust_credit;
  return request.asset == Asset::points ? OperationKind::adjust_points : OperationKind::adjust_growth;
}

// Nothing was done under this id before.
Result<OperationReceipt> do_adjust(db::Transaction& transaction, const Caller& caller,
                                   OperationId operation_id, const AdjustRequest& request,
                                   const Adjusted& whose, std::optional<StaffId> approved_by, Instant now) {
  return run_new_operation(transaction, caller, operation_id, kind_of(request), wire::to_json(request), now,
                           [&](Draft& draft) {
                             draft.approved_by = approved_by;
                             return decide(transaction, draft, request, whose);
                           });
}

// The receipt of what was done already; refuses the id with other content.
Result<std::optional<OperationReceipt>> receipt_before(db::Transaction& transaction, MerchantId merchant_id,
                                                       OperationId operation_id,
                                                       const AdjustRequest& request) {
  return earlier_operation(transaction, merchant_id, operation_id,
                           operation_content(kind_of(request), wire::to_json(request)));
}

// What one person did alone is answered as it was the first time, whatever the limit is now.
Adjustment done_alone(OperationId operation_id, const AdjustRequest& request, OperationReceipt receipt) {
  Adjustment adjustment;
  adjustment.operation_id = operation_id;
  adjustment.request = request;
  adjustment.asked_at = receipt.happened_at;
  adjustment.asked_by = receipt.staff_name;
  adjustment.receipt = std::move(receipt);
  return adjustment;
}

Adjustment adjustment_from(const db::Rows::Row& row) {
  auto request = wire::from_json<AdjustRequest>(row.text(2));
  HUIJI_CHECK(request);
  Adjustment adjustment;
  adjustment.operation_id = row.id<OperationId>(0);
  adjustment.state = row.text(1) == "waiting" ? AdjustmentState::waiting
                     : row.text(1) == "done"  ? AdjustmentState::done
                                              : AdjustmentState::refused;
  adjustment.request = std::move(*request);
  adjustment.asked_by_id = row.id<StaffId>(3);
  adjustment.asked_at = row.instant(4);
  if (!row.is_null(5)) adjustment.asked_by = row.text(5);
  if (!row.is_null(6)) adjustment.decided_by = row.text(6);
  return adjustment;
}

db::Query waiting_query(MerchantId merchant_id, OperationId operation_id) {
  return {&sql::adjustment_by_id, {merchant_id, operation_id}};
}

std::optional<Adjustment> find_waiting(db::Transaction& transaction, MerchantId merchant_id,
                                       OperationId operation_id) {
  const db::Rows rows = ask(transaction, waiting_query(merchant_id, operation_id));
  if (rows.empty()) return std::nullopt;
  Adjustment waiting = adjustment_from(rows[0]);
  auto receipt = receipt_before(transaction, merchant_id, operation_id, waiting.request);
  if (receipt && *receipt) waiting.receipt = std::move(**receipt);
  return waiting;
}

// All that most adjustments read, in one round trip.
void look_ahead(db::Transaction& transaction, const Caller& caller, OperationId operation_id,
                const AdjustRequest& request) {
  const MerchantId merchant_id = caller.merchant_id;
  std::vector<db::Query> queries = {waiting_query(merchant_id, operation_id),
                                    earlier_query(merchant_id, operation_id),
                                    members::member_facts_query(merchant_id, request.member_id),
                                    policy_query(merchant_id), place_query(caller)};
  if (request.asset == Asset::points)
    for (db::Query& query : points_queries(merchant_id, request.member_id))
      queries.push_back(std::move(query));
  transaction.look_ahead(std::move(queries));
}

Adjustment wait_for_another(db::Transaction& transaction, const Caller& caller, OperationId operation_id,
                            const AdjustRequest& request, Instant now) {
  Adjustment adjustment;
  adjustment.operation_id = operation_id;
  adjustment.state = AdjustmentState::waiting;
  adjustment.request = request;
  adjustment.asked_at = now;
  adjustment.asked_by_id = caller.staff_id;
  adjustment.asked_by = place_of(transaction, caller, now).staff_name;
  transaction.execute(sql::adjustment_insert,
                      {caller.merchant_id, operation_id, wire::to_json(request), *caller.staff_id, now});
  return adjustment;
}

}  // namespace

Result<Adjustment> adjust(db::Transaction& transaction, const Caller& caller, OperationId operation_id,
                          const AdjustRequest& request, Instant now) {
  const bool known =
      request.asset == Asset::points || request.asset == Asset::growth || request.asset == Asset::receivable;
  if (!known || request.change == 0 || std::llabs(request.change) > kMostChange) return change_wrong;
  HUIJI_CHECK(caller.staff_id);
  look_ahead(transaction, caller, operation_id, request);
  if (const auto waiting = find_waiting(transaction, caller.merchant_id, operation_id)) {
    if (wire::to_json(waiting->request) != wire::to_json(request)) return id_reused;
    return *waiting;
  }
  auto before = receipt_before(transaction, caller.merchant_id, operation_id, request);
  if (!before) return before.refusal();
  if (*before) return done_alone(operation_id, request, std::move(**before));
  const auto whose = adjusted(transaction, caller.merchant_id, request.member_id);
  if (!whose) return whose.refusal();
  const std::int64_t alone = request.asset == Asset::receivable
                                 ? whose->policy.write_down_alone.value_or(Money{}).minor
                                 : whose->policy.adjust_alone.count;
  if (std::llabs(request.change) > alone)
    return wait_for_another(transaction, caller, operation_id, request, now);
  auto receipt = do_adjust(transaction, caller, operation_id, request, *whose, std::nullopt, now);
  if (!receipt) return receipt.refusal();
  return done_alone(operation_id, request, std::move(*receipt));
}

Result<Adjustment> decide_adjustment(db::Transaction& transaction, const Caller& caller,
                                     OperationId operation_id, const AdjustmentDecision& decision,
                                     Instant now) {
  HUIJI_CHECK(caller.staff_id);
  auto waiting = find_waiting(transaction, caller.merchant_id, operation_id);
  if (!waiting) return adjustment_unknown;
  Adjustment& adjustment = *waiting;
  if (adjustment.state != AdjustmentState::waiting) {
    const bool same = (adjustment.state == AdjustmentState::done) == decision.approve;
    return same ? Result<Adjustment>(adjustment) : Result<Adjustment>(adjustment_unknown);
  }
  if (adjustment.asked_by_id == caller.staff_id) return second_person_same;
  adjustment.decided_by = place_of(transaction, caller, now).staff_name;
  adjustment.state = decision.approve ? AdjustmentState::done : AdjustmentState::refused;
  transaction.execute(sql::adjustment_decide, {caller.merchant_id, operation_id,
                                               decision.approve ? "done" : "refused", *caller.staff_id, now});
  if (!decision.approve) return std::move(adjustment);
  const auto before = receipt_before(transaction, caller.merchant_id, operation_id, adjustment.request);
  if (!before) return before.refusal();
  HUIJI_CHECK(!*before);  // it was waiting
  const auto whose = adjusted(transaction, caller.merchant_id, adjustment.request.member_id);
  if (!whose) return whose.refusal();
  Caller asker = caller;
  asker.staff_id = adjustment.asked_by_id;
  auto receipt =
      do_adjust(transaction, asker, operation_id, adjustment.request, *whose, caller.staff_id, now);
  if (!receipt) return receipt.refusal();
  adjustment.receipt = std::move(*receipt);
  return std::move(adjustment);
}

AdjustmentList waiting_adjustments(db::Transaction& transaction, MerchantId merchant_id) {
  AdjustmentList list;
  for (const auto row : transaction.query(sql::adjustments_waiting, {merchant_id}))
    list.adjustments.push_back(adjustment_from(row));
  return list;
}

Result<OperationReceipt> donate(db::Transaction& transaction, const Caller& caller, OperationId operation_id,
                                const DonateRequest& request, Instant now) {
  return run_operation(transaction, caller, operation_id, OperationKind::donate_points, request, now,
                       [&](Draft& draft) -> Result<Done> {
                         const MerchantId merchant_id = draft.place.merchant_id;
                         auto member = active_member(transaction, merchant_id, request.member_id);
                         if (!member) return member.refusal();
                         draft.account = points_home(transaction, merchant_id, member->member_id);
                         draft.receipt.member_id = member->member_id;
                         draft.receipt.note = request.cause;
                         const std::int64_t free = available(transaction, merchant_id, draft.account, now);
                         if (request.points.count > free)
                           return Refusal(too_little, {{"available", std::to_string(free)}});
                         ledger::touch_holding(transaction, merchant_id, draft.account);
                         take_from_lots(transaction, draft, draft.account, request.points.count);
                         draft.posting.move(draft.account, "points-donated/" + request.cause, Currency::PTS,
                                            request.points.count);
                         return Done{};
                       });
}

}  // namespace huiji::wallet
