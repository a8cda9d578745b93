#include "wallet/stamp_store.hpp"

#include "ledger/lots_store.hpp"
#include "wallet/wallet_errors.hpp"
#include "wallet_sql.hpp"
#include "wire/json.hpp"

namespace huiji::wallet {
namespace {

StoredStampProgramme programme_from(const db::Rows::Row& row) {
  auto programme = wire::from_json<StampProgramme>(row.text(3));
  HUIJI_CHECK(programme);
  return {row.id<PromotionId>(0), row.integer(1), row.instant(2), std::move(*programme)};
}

}  // namespace

std::optional<StoredStampProgramme> find_stamp_programme(db::Transaction& transaction, MerchantId merchant_id,
                                                         PromotionId promotion_id) {
  const db::Rows rows = transaction.query(sql::stamp_programme_now, {merchant_id, promotion_id});
  if (rows.empty()) return std::nullopt;
  return programme_from(rows[0]);
}

std::vector<StoredStampProgramme> stamp_programmes(db::Transaction& transaction, MerchantId merchant_id) {
  std::vector<StoredStampProgramme> list;
  for (const auto row : transaction.query(sql::stamp_programmes, {merchant_id}))
    list.push_back(programme_from(row));
  return list;
}

Result<StoredStampProgramme> put_stamp_programme(db::Transaction& transaction, const Caller& caller,
                                                 PromotionId promotion_id, const StampProgrammeDraft& draft,
                                                 Instant now) {
  const auto before = find_stamp_programme(transaction, caller.merchant_id, promotion_id);
  const std::string json = wire::to_json(draft.programme);
  if (before && wire::to_json(before->programme) == json) return *before;
  const std::int64_t version = before ? before->version : 0;
  if (draft.expected_version != version)
    return Refusal(changed_meanwhile, {{"version", std::to_string(version)}});
  HUIJI_CHECK(caller.staff_id);
  transaction.execute(sql::stamp_programme_insert,
                      {caller.merchant_id, promotion_id, version + 1, json, now, *caller.staff_id});
  return StoredStampProgramme{promotion_id, version + 1, now, draft.programme};
}

std::vector<StampAccount> stamp_accounts(db::Transaction& transaction, MerchantId merchant_id,
                                         MemberId member_id) {
  const std::string prefix = std::string(ledger::kStampsPrefix) + member_id.text() + "/";
  std::string end = prefix;
  ++end.back();
  std::vector<StampAccount> accounts;
  for (const auto row : transaction.query(sql::stamp_accounts, {merchant_id, prefix, end})) {
    const auto promotion = uuid_from_text(std::string_view(row.text(0)).substr(prefix.size()));
    HUIJI_CHECK(promotion);
    accounts.push_back({row.text(0), {*promotion}, row.integer(1)});
  }
  return accounts;
}

std::vector<StampCard> stamp_cards(db::Transaction& transaction, MerchantId merchant_id, MemberId member_id) {
  std::vector<StampCard> cards;
  for (const StampAccount& account : stamp_accounts(transaction, merchant_id, member_id)) {
    const auto stored = find_stamp_programme(transaction, merchant_id, account.promotion_id);
    if (!stored || (account.stamps == 0 && !stored->programme.open)) continue;
    StampCard card{account.promotion_id, stored->programme.name, account.stamps, stored->programme.full, {}};
    const auto lots = ledger::open_lots(transaction, merchant_id, account.account);
    if (!lots.empty() && lots[0].expires_on < ledger::kNever) card.expires_on = lots[0].expires_on;
    cards.push_back(std::move(card));
  }
  return cards;
}

std::vector<StampDifference> verify_stamps(db::Transaction& transaction, MerchantId merchant_id) {
  std::vector<StampDifference> differences;
  for (const auto row : transaction.query(sql::stamp_verify, {merchant_id}))
    if (row.integer(1) != row.integer(2))
      differences.push_back({row.text(0), row.integer(1), row.integer(2)});
  return differences;
}

}  // namespace huiji::wallet
