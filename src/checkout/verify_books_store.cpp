#include "checkout/verify_books_store.hpp"

#include "checkout_sql.hpp"
#include "inventory/inventory_store.hpp"
#include "ledger/ledger_store.hpp"

namespace huiji::checkout {
namespace {

constexpr int kAccountsAtOnce = 1000;
constexpr const char* kAboveAll = "\xf4\x8f\xbf\xbf";  // the last code point: text sorts by bytes

struct Account {
  std::int64_t entries = 0;
  std::int64_t balance = 0;
};

// Accounts above `after`, up to the last one of the page; of the last page: all that follow.
struct AccountRange {
  std::string after;
  std::string last;
  bool open_ended = false;

  db::Values of(MerchantId merchant_id) const { return {merchant_id, after, open_ended ? kAboveAll : last}; }
};

void check_account(const std::string& account, const std::string& currency, const Account& sums,
                   VerifyReport& report) {
  if (sums.balance != sums.entries)
    report.add(check_balance, {{"account", account},
                               {"currency", currency},
                               {"found", std::to_string(sums.balance)},
                               {"expected", std::to_string(sums.entries)}});
}

// Accounts whose lots add up to their balance; a card's two balances are checked apart.
bool holds_lots(const std::string& account) {
  for (const std::string_view prefix : {ledger::kPointsPrefix, ledger::kPendingPrefix, ledger::kGrowthPrefix,
                                        ledger::kUsesPrefix, ledger::kStampsPrefix})
    if (account.starts_with(prefix)) return true;
  return false;
}

void check_page_of_accounts(db::Transaction& transaction, MerchantId merchant_id, const AccountRange& range,
                            VerifyReport& report) {
  std::map<std::pair<std::string, std::string>, Account> accounts;
  std::map<std::string, std::int64_t> lots;  // remaining
  for (const auto row : transaction.query(sql::verify_entry_sums, range.of(merchant_id)))
    accounts[{row.text(0), row.text(1)}].entries = row.integer(2);
  for (const auto row : transaction.query(sql::verify_balances, range.of(merchant_id)))
    accounts[{row.text(0), row.text(1)}].balance = row.integer(2);
  for (const auto row : transaction.query(sql::verify_lot_sums, range.of(merchant_id))) {
    lots[row.text(0)] = row.integer(1);
    report.counts.lots += row.integer(2);
  }
  for (const auto& [key, sums] : accounts) {
    const auto& [account, currency] = key;
    ++report.counts.accounts;
    check_account(account, currency, sums, report);
    if (!holds_lots(account)) continue;
    const std::int64_t held = std::max<std::int64_t>(0, -sums.entries);  // none while points are owed
    const auto found = lots.extract(account);
    const std::int64_t remaining = found ? found.mapped() : 0;
    if (remaining != held)
      report.add(
          check_lots,
          {{"account", account}, {"found", std::to_string(remaining)}, {"expected", std::to_string(held)}});
  }
  for (const auto& [account, remaining] : lots)
    if (holds_lots(account) && remaining != 0)
      report.add(check_lots, {{"account", account}, {"found", std::to_string(remaining)}, {"expected", "0"}});
}

void verify_accounts(db::Transaction& transaction, MerchantId merchant_id, VerifyReport& report) {
  AccountRange range;
  while (!range.open_ended) {
    const db::Rows page =
        transaction.query(sql::verify_account_page, {merchant_id, range.after, kAccountsAtOnce});
    range.open_ended = int(page.size()) < kAccountsAtOnce;
    if (!page.empty()) range.last = page[page.size() - 1].text(0);
    check_page_of_accounts(transaction, merchant_id, range, report);
    range.after = range.last;
  }
}

void verify_stock(db::Transaction& transaction, MerchantId merchant_id, VerifyReport& report) {
  for (const auto& difference : inventory::level_differences(transaction, merchant_id))
    report.add(check_stock_level, {{"shop", difference.shop_id.text()},
                                   {"product", difference.product_id.text()},
                                   {"found", std::to_string(difference.level.thousandths)},
                                   {"expected", std::to_string(difference.moved.thousandths)}});
}

void verify_reference(db::Transaction& transaction, MerchantId merchant_id, const db::Statement& statement,
                      const char* table, const char* target, VerifyReport& report) {
  for (const auto row : transaction.query(statement, {merchant_id}))
    report.add(check_reference, {{"table", table}, {"id", uuid_to_text(row.uuid(0))}, {"target", target}});
}

void verify_cards(db::Transaction& transaction, MerchantId merchant_id, VerifyReport& report) {
  const auto differs = [&](const std::string& account, const char* field, std::int64_t found,
                           std::int64_t expected) {
    if (found != expected)
      report.add(check_stored, {{"account", account},
                                {"field", field},
                                {"found", std::to_string(found)},
                                {"expected", std::to_string(expected)}});
  };
  for (const auto row : transaction.query(sql::verify_stored, {merchant_id})) {
    differs(row.text(0), "principal", row.integer(1), row.integer(3));
    differs(row.text(0), "bonus", row.integer(2), row.integer(4));
  }
  for (const auto row : transaction.query(sql::verify_stored_without_lots, {merchant_id}))
    differs(row.text(0), "lots", 0, row.integer(1));
}

// Who is in a household holds no points of his own, and every lot of a pool that has an earner is one of a
// member who is in it; what nobody's lot holds belongs to the last one.
void verify_households(db::Transaction& transaction, MerchantId merchant_id, VerifyReport& report) {
  const auto wrong = [&](const std::string& id, const char* field, std::string found, std::string expected) {
    report.add(
        check_household,
        {{"id", id}, {"field", field}, {"found", std::move(found)}, {"expected", std::move(expected)}});
  };
  for (const auto row : transaction.query(sql::verify_household_members, {merchant_id})) {
    const auto member_id = row.id<MemberId>(0);
    const std::string household = uuid_to_text(row.uuid(1));
    const std::string pool = ledger::points_account(MemberId{row.uuid(1)});
    if (row.text(2) != pool) wrong(household, "pool", row.text(2), pool);
    if (row.is_null(3)) wrong(household, "member", member_id.text(), "-");
    const std::string own = ledger::points_account(member_id);
    for (const std::string& account : {own, ledger::pending_beside(own)})
      if (const auto held = ledger::held(transaction, merchant_id, account, ledger::Currency::PTS); held != 0)
        wrong(household, account.c_str(), std::to_string(held), "0");
  }
  for (const auto row : transaction.query(sql::verify_household_lots, {merchant_id}))
    wrong(row.text(1), "earner", uuid_to_text(row.uuid(0)), "-");
}

void verify_value(db::Transaction& transaction, MerchantId merchant_id, VerifyReport& report) {
  verify_cards(transaction, merchant_id, report);
  verify_households(transaction, merchant_id, report);
  for (const auto row : transaction.query(sql::verify_holdings, {merchant_id}))
    report.add(check_holding, {{"account", row.text(0)},
                               {"found", std::to_string(row.integer(1))},
                               {"expected", std::to_string(row.integer(2))}});
  for (const auto row : transaction.query(sql::verify_lot_uses, {merchant_id}))
    report.add(check_lot_uses, {{"id", row.id<LotId>(0).text()},
                                {"found", std::to_string(row.integer(1))},
                                {"expected", std::to_string(row.integer(2))}});
  for (const auto row : transaction.query(sql::verify_operation_cash, {merchant_id}))
    report.add(check_operation_cash, {{"id", row.id<OperationId>(0).text()},
                                      {"found", std::to_string(row.integer(1))},
                                      {"expected", std::to_string(row.integer(2))}});
}

}  // namespace

void verify_books(db::Transaction& transaction, MerchantId merchant_id, VerifyReport& report) {
  verify_accounts(transaction, merchant_id, report);
  verify_stock(transaction, merchant_id, report);
  verify_value(transaction, merchant_id, report);
}

void verify_references(db::Transaction& transaction, MerchantId merchant_id, VerifyReport& report) {
  verify_reference(transaction, merchant_id, sql::verify_entry_orphans, "entry", "posting", report);
  verify_reference(transaction, merchant_id, sql::verify_alias_targets, "member_alias", "member", report);
  verify_reference(transaction, merchant_id, sql::verify_sale_members, "sale", "member", report);
  verify_reference(transaction, merchant_id, sql::verify_sale_staff, "sale", "staff", report);
  verify_reference(transaction, merchant_id, sql::verify_sale_tills, "sale", "till", report);
  for (const auto row : transaction.query(sql::verify_numbers, {merchant_id}))
    report.add(check_number_twice, {{"till", row.id<TillId>(0).text()},
                                    {"number", row.text(1)},
                                    {"found", std::to_string(row.integer(2))}});
}

}  // namespace huiji::checkout
