#include "wallet/credit_store.hpp"

#include <algorithm>
#include <boost/describe/enum_from_string.hpp>
#include <boost/describe/enum_to_string.hpp>
#include <map>

#include "members/members_store.hpp"
#include "wallet/statement_store.hpp"
#include "wallet_sql.hpp"

namespace huiji::wallet {
namespace {

using ledger::Currency;

StoredCredit credit_from(const db::Rows::Row& row, std::size_t at) {
  StoredCredit credit;
  credit.version = row.integer(at);
  HUIJI_CHECK(boost::describe::enum_from_string(row.text(at + 1).c_str(), credit.terms.state));
  credit.terms.limit = row.money(at + 2);
  credit.terms.terms_days = int(row.integer(at + 3));
  credit.terms.note = row.text(at + 4);
  return credit;
}

Money promised(db::Transaction& transaction, MerchantId merchant_id, MemberId member_id) {
  return {ledger::reserved(transaction, merchant_id, ledger::receivable_account(member_id))};
}

Money unused_of(const StoredCredit& credit, Money owed, Money promised) {
  if (credit.terms.state != CreditState::open) return {};
  return std::max(Money{}, credit.terms.limit - owed - promised);
}

// The newest bills that make up what is owed, oldest of them first.
std::vector<OpenCharge> open_charges(db::Transaction& transaction, MerchantId merchant_id, MemberId member_id,
                                     Money left, int terms_days) {
  std::vector<OpenCharge> charges;
  if (left.minor <= 0) return charges;
  for (const auto row :
       transaction.query(sql::credit_charges, {merchant_id, ledger::receivable_account(member_id)})) {
    OpenCharge charge;
    charge.source_id = uuid_to_text(row.uuid(0));
    charge.business_day = row.date(1);
    charge.due_on = Date{charge.business_day.days + terms_days};
    charge.amount = row.money(2);
    charge.open = std::min(left, charge.amount);
    if (!row.is_null(3)) charge.number = row.text(3);
    left -= charge.open;
    charges.push_back(std::move(charge));
    if (left.minor == 0) break;
  }
  std::reverse(charges.begin(), charges.end());
  return charges;
}

void add_age(const OpenCharge& charge, Date today, Ageing& ageing) {
  const std::int64_t days = today.days - charge.business_day.days;
  (days <= 30   ? ageing.to_30
   : days <= 60 ? ageing.to_60
   : days <= 90 ? ageing.to_90
                : ageing.over_90) += charge.open;
  if (charge.due_on < today) ageing.overdue += charge.open;
}

void add(const Ageing& part, Ageing& sum) {
  sum.owed += part.owed;
  sum.to_30 += part.to_30;
  sum.to_60 += part.to_60;
  sum.to_90 += part.to_90;
  sum.over_90 += part.over_90;
  sum.overdue += part.overdue;
}

// What every account owes, in one look.
std::map<MemberId, Money> all_owed(db::Transaction& transaction, MerchantId merchant_id) {
  std::map<MemberId, Money> all;
  for (const auto row : transaction.query(sql::credit_owed, {merchant_id}))
    if (const auto holder = ledger::holder_of(row.text(0), ledger::kReceivablePrefix))
      all[MemberId{*holder}] += row.money(1);
  return all;
}

void name_member(db::Transaction& transaction, const crypto::Keys& keys, MerchantId merchant_id,
                 Receivable& row) {
  const auto member = members::find_member(transaction, merchant_id, row.member_id);
  if (!member) return;
  row.member_number = member->number;
  row.phone_masked = members::masked_phone_of(keys, merchant_id, *member);
  if (const auto name = members::open_name(keys, merchant_id, *member))
    row.name_masked = members::mask_name(*name);
}

}  // namespace

StoredCredit find_credit(db::Transaction& transaction, MerchantId merchant_id, MemberId member_id) {
  const db::Rows rows = transaction.query(sql::credit_account_now, {merchant_id, member_id});
  return rows.empty() ? StoredCredit{} : credit_from(rows[0], 0);
}

void insert_credit(db::Transaction& transaction, MerchantId merchant_id, MemberId member_id,
                   const StoredCredit& credit, Instant now, StaffId by) {
  transaction.execute(
      sql::credit_account_insert,
      {merchant_id, member_id, credit.version, boost::describe::enum_to_string(credit.terms.state, ""),
       credit.terms.limit, credit.terms.terms_days, credit.terms.note, now, by});
}

Money owed(db::Transaction& transaction, MerchantId merchant_id, MemberId member_id) {
  return {ledger::balance(transaction, merchant_id, ledger::receivable_account(member_id), Currency::CNY)};
}

Money unused_credit(db::Transaction& transaction, MerchantId merchant_id, MemberId member_id) {
  const StoredCredit credit = find_credit(transaction, merchant_id, member_id);
  return unused_of(credit, owed(transaction, merchant_id, member_id),
                   promised(transaction, merchant_id, member_id));
}

CreditAccount credit_account_of(db::Transaction& transaction, MerchantId merchant_id, MemberId member_id,
                                Date today) {
  const StoredCredit credit = find_credit(transaction, merchant_id, member_id);
  CreditAccount account;
  account.member_id = member_id;
  account.version = credit.version;
  account.terms = credit.terms;
  account.owed = owed(transaction, merchant_id, member_id);
  account.reserved = promised(transaction, merchant_id, member_id);
  account.available = unused_of(credit, account.owed, account.reserved);
  account.charges = open_charges(transaction, merchant_id, member_id, account.owed, credit.terms.terms_days);
  for (const OpenCharge& charge : account.charges)
    if (charge.due_on < today) account.overdue += charge.open;
  return account;
}

CreditStatement credit_statement(db::Transaction& transaction, MerchantId merchant_id, MemberId member_id,
                                 const std::string& cursor) {
  const int terms_days = find_credit(transaction, merchant_id, member_id).terms.terms_days;
  Statement held = statement_of(transaction, merchant_id, StatementOf::receivable, member_id.bytes, cursor);
  CreditStatement statement;
  statement.next = std::move(held.next);
  for (StatementLine& line : held.lines) {
    CreditLine owed_line{line.at,
                         line.business_day,
                         std::move(line.reason),
                         {-line.change},
                         {-line.after},
                         std::move(line.source_id),
                         {},
                         std::move(line.number),
                         std::move(line.staff_name),
                         std::move(line.note)};
    if (owed_line.change.minor > 0) owed_line.due_on = Date{line.business_day.days + terms_days};
    statement.lines.push_back(std::move(owed_line));
  }
  return statement;
}

ReceivableList receivables(db::Transaction& transaction, const crypto::Keys& keys, MerchantId merchant_id,
                           Date today) {
  ReceivableList list;
  list.as_of = today;
  auto owed = all_owed(transaction, merchant_id);
  for (const auto row : transaction.query(sql::credit_accounts, {merchant_id})) {
    Receivable receivable;
    receivable.member_id = row.id<MemberId>(0);
    receivable.terms = credit_from(row, 1).terms;
    name_member(transaction, keys, merchant_id, receivable);
    receivable.ageing.owed = owed[receivable.member_id];
    const auto charges = open_charges(transaction, merchant_id, receivable.member_id, receivable.ageing.owed,
                                      receivable.terms.terms_days);
    for (const OpenCharge& charge : charges) add_age(charge, today, receivable.ageing);
    if (!charges.empty()) receivable.oldest_due = charges.front().due_on;
    add(receivable.ageing, list.total);
    list.receivables.push_back(std::move(receivable));
  }
  std::stable_sort(list.receivables.begin(), list.receivables.end(), [](const auto& a, const auto& b) {
    return std::pair(a.ageing.overdue, a.ageing.owed) > std::pair(b.ageing.overdue, b.ageing.owed);
  });
  return list;
}

std::vector<OverLimit> over_limit_accounts(db::Transaction& transaction, MerchantId merchant_id) {
  std::vector<OverLimit> list;
  auto owed = all_owed(transaction, merchant_id);
  for (const auto row : transaction.query(sql::credit_accounts, {merchant_id})) {
    const auto member_id = row.id<MemberId>(0);
    const Money limit = credit_from(row, 1).terms.limit, owes = owed[member_id];
    if (owes > limit) list.push_back({member_id.text(), owes, limit});
  }
  return list;
}

}  // namespace huiji::wallet
