#include "wallet/credit_flow.hpp"

#include "wallet/credit_errors.hpp"
#include "wallet/wallet_errors.hpp"

namespace huiji::wallet {

using ledger::Currency;

static Refusal with_owed(const ErrorCode& code, Money owed) {
  return Refusal(code, {{"owed", std::to_string(owed.minor)}});
}

Result<Done> check_settled(db::Transaction& transaction, MerchantId merchant_id, MemberId member_id) {
  const Money open = owed(transaction, merchant_id, member_id);
  const std::int64_t promised =
      ledger::reserved(transaction, merchant_id, ledger::receivable_account(member_id));
  if (promised > 0) return Refusal(reserved_now, {{"amount", std::to_string(promised)}});
  if (open.minor != 0) return with_owed(credit_still_owed, open);
  return Done{};
}

Result<CreditAccount> put_credit(db::Transaction& transaction, const Caller& caller, MemberId member_id,
                                 const CreditDraft& draft, Instant now) {
  HUIJI_CHECK(caller.staff_id);
  const MerchantId merchant_id = caller.merchant_id;
  const auto member = active_member(transaction, merchant_id, member_id);
  if (!member) return member.refusal();
  const Date today = place_of(transaction, caller, now).today;
  const StoredCredit before = find_credit(transaction, merchant_id, member->member_id);
  const bool same = before.version > 0 && wire::to_json(before.terms) == wire::to_json(draft.terms);
  if (same) return credit_account_of(transaction, merchant_id, member->member_id, today);
  if (draft.expected_version != before.version)
    return Refusal(changed_meanwhile, {{"version", std::to_string(before.version)}});
  if (draft.terms.state == CreditState::closed)
    if (auto settled = check_settled(transaction, merchant_id, member->member_id); !settled)
      return settled.refusal();
  // Who changes the limit meets the tills that were promised a part of it.
  ledger::touch_holding(transaction, merchant_id, ledger::receivable_account(member->member_id));
  insert_credit(transaction, merchant_id, member->member_id, {before.version + 1, draft.terms}, now,
                *caller.staff_id);
  return credit_account_of(transaction, merchant_id, member->member_id, today);
}

Result<CreditAccount> look_at_credit(db::Transaction& transaction, const Caller& caller, MemberId member_id,
                                     Instant now) {
  const auto member = members::find_member_facts(transaction, caller.merchant_id, member_id);
  if (!member) return member_unknown;
  return credit_account_of(transaction, caller.merchant_id, member->member_id,
                           place_of(transaction, caller, now).today);
}

static Result<Done> decide_payment(db::Transaction& transaction, Draft& draft,
                                   const CreditPaymentRequest& request) {
  const MerchantId merchant_id = draft.place.merchant_id;
  if (!draft.place.till_id) return till_needed;
  if (request.tendered < request.amount) return cash_short;
  const auto member = members::find_member_facts(transaction, merchant_id, request.member_id);
  if (!member) return member_unknown;
  const Money open = owed(transaction, merchant_id, member->member_id);
  if (request.amount > open) return with_owed(credit_not_owed, open);
  draft.account = ledger::receivable_account(member->member_id);
  draft.receipt.member_id = member->member_id;
  draft.receipt.cash = request.amount;
  ledger::touch_holding(transaction, merchant_id, draft.account);
  draft.posting.move(ledger::cash_account(*draft.place.till_id), draft.account, Currency::CNY,
                     request.amount.minor);
  return Done{};
}

Result<OperationReceipt> pay_credit(db::Transaction& transaction, const Caller& caller,
                                    OperationId operation_id, const CreditPaymentRequest& request,
                                    Instant now) {
  return run_operation(transaction, caller, operation_id, OperationKind::credit_payment, request, now,
                       [&](Draft& draft) { return decide_payment(transaction, draft, request); });
}

Result<Done> decide_credit_adjustment(db::Transaction& transaction, Draft& draft, MemberId member_id,
                                      const AdjustRequest& request) {
  const MerchantId merchant_id = draft.place.merchant_id;
  if (find_credit(transaction, merchant_id, member_id).version == 0) return credit_none;
  const Money open = owed(transaction, merchant_id, member_id);
  if (request.change < 0 && -request.change > open.minor) return with_owed(credit_not_owed, open);
  const Money unused = unused_credit(transaction, merchant_id, member_id);
  if (request.change > unused.minor)
    return Refusal(credit_limit_reached, {{"available", std::to_string(unused.minor)}});
  draft.account = ledger::receivable_account(member_id);
  ledger::touch_holding(transaction, merchant_id, draft.account);
  draft.posting.move(draft.account, ledger::written_off_account(draft.place.staff_id.value_or(StaffId{})),
                     Currency::CNY, request.change);
  return Done{};
}

}  // namespace huiji::wallet
