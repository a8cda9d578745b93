#include "wallet/operation_flow.hpp"

#include "wallet/household_store.hpp"
#include "wallet/stored_value.hpp"
#include "wallet/wallet_errors.hpp"

namespace huiji::wallet {

std::string operation_content(OperationKind kind, const std::string& request_json) {
  return crypto::content_hash(std::string(name_of(kind)) + request_json);
}

Draft start_operation(db::Transaction& transaction, const Caller& caller, OperationId operation_id,
                      OperationKind kind, Instant now) {
  Draft draft;
  draft.place = place_of(transaction, caller, now);
  OperationReceipt& receipt = draft.receipt;
  receipt.operation_id = operation_id;
  receipt.kind = kind;
  receipt.staff_name = draft.place.staff_name;
  receipt.business_day = draft.place.business_day;
  receipt.happened_at = now;
  ledger::Posting& posting = draft.posting;
  posting.posting_id = {operation_id.bytes};
  posting.reason = name_of(kind);
  posting.source_id = operation_id.bytes;
  posting.business_day = draft.place.business_day;
  posting.effective_at = now;
  posting.recorded_at = now;
  posting.staff_id = caller.staff_id;
  return draft;
}

static std::optional<Asset> asset_of(const std::string& account) {
  if (account.starts_with(ledger::kPointsPrefix)) return Asset::points;
  if (account.starts_with(ledger::kPendingPrefix)) return Asset::pending_points;
  if (account.starts_with(ledger::kGrowthPrefix)) return Asset::growth;
  if (account.starts_with(ledger::kUsesPrefix)) return Asset::uses;
  if (account.starts_with(ledger::kReceivablePrefix)) return Asset::receivable;
  if (!account.starts_with(ledger::kStoredPrefix)) return std::nullopt;
  return account.ends_with("/bonus") ? Asset::bonus : Asset::principal;
}

std::vector<AssetChange> changes_of(db::Transaction& transaction, MerchantId merchant_id,
                                    const ledger::Posting& posting) {
  std::vector<db::Query> balances;
  for (const ledger::Entry& entry : posting.entries)
    if (asset_of(entry.account))
      balances.push_back(ledger::balance_query(merchant_id, entry.account, entry.currency));
  transaction.look_ahead(std::move(balances));
  std::vector<AssetChange> changes;
  for (const ledger::Entry& entry : posting.entries)
    if (const auto asset = asset_of(entry.account)) {
      const int sign = *asset == Asset::receivable ? 1 : -1;  // what is owed is a debit
      changes.push_back({*asset, sign * entry.amount,
                         sign * ledger::balance(transaction, merchant_id, entry.account, entry.currency)});
    }
  return changes;
}

void finish_operation(db::Transaction& transaction, Draft& draft, std::string content, std::string request,
                      Instant now) {
  const MerchantId merchant_id = draft.place.merchant_id;
  draft.posting.note = draft.receipt.note;
  ledger::append(transaction, merchant_id, draft.posting);
  draft.receipt.changes = changes_of(transaction, merchant_id, draft.posting);
  save_operation(transaction, draft.place,
                 {draft.receipt, draft.account, std::move(content), std::move(request), draft.approved_by},
                 now);
}

Result<members::MemberFacts> active_member(db::Transaction& transaction, MerchantId merchant_id,
                                           MemberId member_id) {
  auto member = members::find_member_facts(transaction, merchant_id, member_id);
  if (!member) return member_unknown;
  if (member->state != members::MemberState::active) return member_not_active;
  return std::move(*member);
}

void give_points(db::Transaction& transaction, Draft& draft, MemberId member_id, Points points,
                 const std::string& against, int valid_months, int n) {
  const MerchantId merchant_id = draft.place.merchant_id;
  const PointsHeld held = points_held(transaction, merchant_id, member_id);
  const std::string account = held.pool.value_or(ledger::points_account(member_id));
  ledger::Lot lot =
      ledger::earn(lot_of(draft.posting.source_id, n), draft.posting.source_id, points, held.points,
                   draft.posting.effective_at, draft.place.business_day, valid_months);
  if (held.pool) lot.earner = member_id.bytes;
  ledger::touch_holding(transaction, merchant_id, account);
  ledger::add_lot(transaction, merchant_id, account, ledger::Currency::PTS, lot);
  draft.posting.move(against, account, ledger::Currency::PTS, points.count);
}

}  // namespace huiji::wallet
