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

Result<Done> decide(db::Transaction& transaction, Draft& draft, const AdjustRequest& request) {
  const auto member = members::find_member_facts(transaction, draft.place.merchant_id, request.member_id);
  if (!member) return member_unknown;
  draft.receipt.member_id = member->member_id;
  draft.receipt.note = request.reason;
  if (request.asset == Asset::receivable)
    return decide_credit_adjustment(transaction, draft, member->member_id, request);
  const ValuePolicy policy = policy_now(transaction, draft.place.merchant_id).policy;
  const bool points = request.asset == Asset::points;
  const Currency currency = points ? Currency::PTS : Currency::GRW;
  const std::string against = "adjusted/" + draft.place.staff_id.value_or(StaffId{}).text();
  draft.account = points ? points_home(transaction, draft.place.merchant_id, member->member_id)
                         : ledger::growth_account(member->member_id);
  ledger::touch_holding(transaction, draft.place.merchant_id, draft.account);
  if (request.change < 0) {
    take_from_lots(transaction, draft, draft.account, -request.change);
    draft.posting.move(draft.account, against, currency, -request.change);
  } else if (points) {
    give_points(transaction, draft, member->member_id, {request.change}, against, policy.points_valid_months,
                0);
  } else {
    const Uuid& source_id = draft.receipt.operation_id.bytes;
    give_growth(transaction, draft.place, *member,
                {lot_of(source_id, 0), source_id, request.change,
                 ledger::held(transaction, draft.place.merchant_id, draft.account, currency),
                 draft.receipt.happened_at, draft.place.business_day},
                policy, draft.receipt.happened_at);
    draft.posting.move(against, draft.account, currency, request.change);
  }
  return Done{};
}

OperationKind kind_of(const AdjustRequest& request) {
  if (request.asset == Asset::receivable) return OperationKind::adjust_credit;
  return request.asset == Asset::points ? OperationKind::adjust_points : OperationKind::adjust_growth;
}

Result<OperationReceipt> do_adjust(db::Transaction& transaction, const Caller& caller,
                                   OperationId operation_id, const AdjustRequest& request,
                                   std::optional<StaffId> approved_by, Instant now) {
  return run_operation(transaction, caller, operation_id, kind_of(request), request, now, [&](Draft& draft) {
    draft.approved_by = approved_by;
    return decide(transaction, draft, request);
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

std::optional<Adjustment> find_waiting(db::Transaction& transaction, MerchantId merchant_id,
                                       OperationId operation_id) {
  const db::Rows rows = transaction.query(sql::adjustment_by_id, {merchant_id, operation_id});
  if (rows.empty()) return std::nullopt;
  Adjustment waiting = adjustment_from(rows[0]);
  auto receipt = receipt_before(transaction, merchant_id, operation_id, waiting.request);
  if (receipt && *receipt) waiting.receipt = std::move(**receipt);
  return waiting;
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
  if (const auto waiting = find_waiting(transaction, caller.merchant_id, operation_id)) {
    if (wire::to_json(waiting->request) != wire::to_json(request)) return id_reused;
    return *waiting;
  }
  auto before = receipt_before(transaction, caller.merchant_id, operation_id, request);
  if (!before) return before.refusal();
  if (*before) return done_alone(operation_id, request, std::move(**before));
  if (!members::find_member_facts(transaction, caller.merchant_id, request.member_id)) return member_unknown;
  const ValuePolicy policy = policy_now(transaction, caller.merchant_id).policy;
  const std::int64_t alone = request.asset == Asset::receivable
                                 ? policy.write_down_alone.value_or(Money{}).minor
                                 : policy.adjust_alone.count;
  if (std::llabs(request.change) > alone)
    return wait_for_another(transaction, caller, operation_id, request, now);
  auto receipt = do_adjust(transaction, caller, operation_id, request, std::nullopt, now);
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
  Caller asker = caller;
  asker.staff_id = adjustment.asked_by_id;
  auto receipt = do_adjust(transaction, asker, operation_id, adjustment.request, caller.staff_id, now);
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
