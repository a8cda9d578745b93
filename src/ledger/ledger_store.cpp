#include "ledger/ledger_store.hpp"

#include <map>

#include "ledger_sql.hpp"

namespace huiji::ledger {

void append(db::Transaction& transaction, MerchantId merchant_id, const Posting& posting) {
  append_all(transaction, merchant_id, {posting});
}

void append_all(db::Transaction& transaction, MerchantId merchant_id, const std::vector<Posting>& postings) {
  std::vector<db::Values> heads, entries, balances;
  std::map<std::pair<std::string, Currency>, std::int64_t> sums;
  for (const Posting& posting : postings) {
    HUIJI_CHECK(balanced(posting));
    heads.push_back({merchant_id, posting.posting_id, posting.reason, posting.source_id, posting.business_day,
                     posting.effective_at, posting.recorded_at, posting.staff_id, posting.note});
    std::int64_t entry_no = 0;
    for (const Entry& entry : posting.entries) {
      entries.push_back({merchant_id, posting.posting_id, ++entry_no, entry.account, to_text(entry.currency),
                         entry.amount});
      sums[{entry.account, entry.currency}] += entry.amount;
    }
  }
  for (const auto& [key, amount] : sums)
    balances.push_back({merchant_id, key.first, to_text(key.second), amount});
  if (heads.size() == 1)
    transaction.execute(sql::insert_posting, std::move(heads[0]));
  else if (!heads.empty())
    transaction.batch(sql::insert_posting, std::move(heads));
  if (entries.empty()) return;
  transaction.batch(sql::insert_entry, std::move(entries));
  transaction.batch(sql::add_to_balance, std::move(balances));
}

void touch_balance(db::Transaction& transaction, MerchantId merchant_id, const std::string& account,
                   Currency currency) {
  transaction.execute(sql::add_to_balance, {merchant_id, account, to_text(currency), 0});
}

db::Query balance_query(MerchantId merchant_id, std::string_view account, Currency currency) {
  return {&sql::find_balance, {merchant_id, std::string(account), to_text(currency)}};
}

std::int64_t balance(db::Transaction& transaction, MerchantId merchant_id, std::string_view account,
                     Currency currency) {
  const db::Rows rows = ask(transaction, balance_query(merchant_id, account, currency));
  return rows.empty() ? 0 : rows[0].integer(0);
}

std::int64_t held(db::Transaction& transaction, MerchantId merchant_id, std::string_view account,
                  Currency currency) {
  return -balance(transaction, merchant_id, account, currency);
}

Points points_balance(db::Transaction& transaction, MerchantId merchant_id, MemberId member_id) {
  return {held(transaction, merchant_id, points_account(member_id), Currency::PTS)};
}

std::optional<NextExpiry> next_expiry(db::Transaction& transaction, MerchantId merchant_id,
                                      const std::string& account) {
  const db::Rows rows = transaction.query(sql::next_expiry, {merchant_id, account});
  if (rows.empty()) return std::nullopt;
  return NextExpiry{rows[0].date(0), rows[0].points(1)};
}

DayBook day_book(db::Transaction& transaction, MerchantId merchant_id, Date business_day) {
  DayBook book;
  for (const auto row : transaction.query(sql::day_entries, {merchant_id, business_day})) {
    const std::string& account = row.text(0);
    const std::int64_t amount = row.integer(2);
    const bool sale = row.text(1) == "sale", goods_return = row.text(1) == "return";
    if (account.starts_with(kCashPrefix))
      (sale || goods_return ? book.cash : book.value_cash).minor += amount;
    if (!sale && !goods_return) continue;
    if (account.starts_with(kRevenuePrefix)) book.revenue.minor -= amount;
    if (account.starts_with(kVatPrefix)) book.tax.minor -= amount;
    if (!account.starts_with(kPointsIssuedPrefix)) continue;
    if (sale) book.points_earned.count += amount;
    if (goods_return) book.points_taken_back.count -= amount;
  }
  return book;
}

}  // namespace huiji::ledger
