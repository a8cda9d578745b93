#include "ledger/ledger_store.hpp"

#include "ledger_sql.hpp"

namespace huiji::ledger {

void append(db::Transaction& transaction, MerchantId merchant_id, const Posting& posting) {
  HUIJI_CHECK(balanced(posting));
  transaction.execute(sql::insert_posting,
                      {merchant_id, posting.posting_id, posting.reason, posting.source_id,
                       posting.business_day, posting.effective_at, posting.recorded_at});
  std::vector<db::Values> entries, balances;
  for (const Entry& entry : posting.entries) {
    const db::Value currency = to_text(entry.currency);
    entries.push_back({merchant_id, posting.posting_id, std::int64_t(entries.size() + 1), entry.account,
                       currency, entry.amount});
    balances.push_back({merchant_id, entry.account, currency, entry.amount});
  }
  if (entries.empty()) return;
  transaction.batch(sql::insert_entry, std::move(entries));
  transaction.batch(sql::add_to_balance, std::move(balances));
}

std::int64_t balance(db::Transaction& transaction, MerchantId merchant_id, std::string_view account,
                     Currency currency) {
  const db::Rows rows =
      transaction.query(sql::find_balance, {merchant_id, std::string(account), to_text(currency)});
  return rows.empty() ? 0 : rows[0].integer(0);
}

Points points_balance(db::Transaction& transaction, MerchantId merchant_id, MemberId member_id) {
  return {-balance(transaction, merchant_id, points_account(member_id), Currency::PTS)};
}

std::vector<Lot> open_lots(db::Transaction& transaction, MerchantId merchant_id, MemberId member_id) {
  std::vector<Lot> lots;
  for (const auto row : transaction.query(sql::open_lots, {merchant_id, points_account(member_id)})) {
    lots.push_back(
        {row.id<LotId>(0), row.uuid(1), row.points(2), row.points(3), row.instant(4), row.date(5)});
  }
  return lots;
}

void add_lot(db::Transaction& transaction, MerchantId merchant_id, MemberId member_id, const Lot& lot) {
  transaction.execute(sql::insert_lot,
                      {merchant_id, lot.lot_id, points_account(member_id), to_text(Currency::PTS),
                       lot.source_id, lot.amount, lot.remaining, lot.earned_at, lot.expires_on});
}

void change_lots(db::Transaction& transaction, MerchantId merchant_id,
                 const std::vector<LotChange>& changes) {
  std::vector<db::Values> rows;
  for (const LotChange& change : changes)
    rows.push_back({merchant_id, change.lot_id, change.after, change.before});
  if (!rows.empty()) transaction.batch(sql::change_lot, std::move(rows));
}

std::optional<NextExpiry> next_expiry(db::Transaction& transaction, MerchantId merchant_id,
                                      MemberId member_id) {
  const db::Rows rows = transaction.query(sql::next_expiry, {merchant_id, points_account(member_id)});
  if (rows.empty()) return std::nullopt;
  return NextExpiry{rows[0].date(0), rows[0].points(1)};
}

static bool starts_with(const std::string& text, std::string_view prefix) {
  return std::string_view(text).substr(0, prefix.size()) == prefix;
}

DayBook day_book(db::Transaction& transaction, MerchantId merchant_id, Date business_day) {
  DayBook book;
  for (const auto row : transaction.query(sql::day_entries, {merchant_id, business_day})) {
    const std::string& account = row.text(0);
    const std::int64_t amount = row.integer(2);
    if (starts_with(account, kCashPrefix)) book.cash.minor += amount;
    if (starts_with(account, kRevenuePrefix)) book.revenue.minor -= amount;
    if (starts_with(account, kVatPrefix)) book.tax.minor -= amount;
    if (!starts_with(account, kPointsIssuedPrefix)) continue;
    (row.text(1) == "return" ? book.points_taken_back.count : book.points_earned.count) +=
        row.text(1) == "return" ? -amount : amount;
  }
  return book;
}

}  // namespace huiji::ledger
