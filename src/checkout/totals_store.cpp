#include "checkout/totals_store.hpp"

#include <map>

#include "checkout_sql.hpp"
#include "ledger/ledger_store.hpp"
#include "platform/world.hpp"

namespace huiji::checkout {
namespace {

using Tills = std::map<TillId, TillTotals>;

void add_tenders(db::Transaction& transaction, MerchantId merchant_id, DayTotals& totals, Tills& tills) {
  for (const auto row : transaction.query(sql::day_tenders, {merchant_id, totals.business_day})) {
    const Money amount{(row.text(1) == "sale" ? 1 : -1) * row.integer(3)};
    TillTotals& till = tills[row.id<TillId>(0)];
    switch (tender_kind_of(row.text(2))) {
      case TenderKind::cash:
        till.cash += amount;
        break;
      case TenderKind::stored_value:
        till.stored_value += amount;
        totals.stored_value += amount;
        break;
      case TenderKind::on_account:
        till.on_account += amount;
        totals.on_account += amount;
        break;
      case TenderKind::used_coupon:
        till.used_coupons -= amount;
        totals.used_coupons -= amount;
        break;
    }
  }
}

// Recharges, cards sold and paid out, debts collected: cash of the drawer, and no revenue of the day.
void add_operations(db::Transaction& transaction, MerchantId merchant_id, DayTotals& totals, Tills& tills) {
  for (const auto row : transaction.query(sql::day_operations, {merchant_id, totals.business_day})) {
    TillTotals& till = tills[row.id<TillId>(0)];
    till.till_id = row.id<TillId>(0);
    till.till_name = row.text(1);
    till.cash += row.money(2);
    const bool debt = row.text(3) == "credit_payment";
    (debt ? till.collected : till.recharged) += row.money(2);
    (debt ? totals.collected : totals.recharged) += row.money(2);
  }
}

void add_documents(db::Transaction& transaction, MerchantId merchant_id, DayTotals& totals) {
  std::map<TillId, TillTotals> tills;
  for (const auto row : transaction.query(sql::day_documents, {merchant_id, totals.business_day})) {
    TillTotals& till = tills[row.id<TillId>(0)];
    till.till_id = row.id<TillId>(0);
    till.till_name = row.text(1);
    const bool sale = row.text(2) == "sale";
    const int sign = sale ? 1 : -1;
    (sale ? till.sales : till.returns) += int(row.integer(3));
    (sale ? totals.sales : totals.returns) += int(row.integer(3));
    totals.gross.minor += sign * row.integer(4);
    totals.discount.minor += sign * row.integer(5);
    (sale ? till.sold : till.returned) += row.money(6);
    (sale ? totals.sold : totals.returned) += row.money(6);
    (sale ? totals.points_earned : totals.points_taken_back) += row.points(7);
    totals.points_spent.count += sign * row.integer(8);
  }
  add_tenders(transaction, merchant_id, totals, tills);
  add_operations(transaction, merchant_id, totals, tills);
  totals.net = totals.sold - totals.returned;
  for (const auto& [till_id, till] : tills) totals.tills.push_back(till);
}

void add_lines(db::Transaction& transaction, MerchantId merchant_id, DayTotals& totals) {
  std::map<Percent, TaxTotal> rates;
  for (const auto row : transaction.query(sql::day_lines, {merchant_id, totals.business_day})) {
    const int sign = row.text(1) == "sale" ? 1 : -1;
    TaxTotal& rate = rates[row.percent(0)];
    rate.rate = row.percent(0);
    rate.net_with_tax.minor += sign * row.integer(2);
    rate.tax.minor += sign * row.integer(3);
    totals.tax.minor += sign * row.integer(3);
    totals.cost.minor += sign * row.integer(4);
  }
  for (const auto& [basis_points, rate] : rates) totals.tax_totals.push_back(rate);
}

// Hours of the shop's clock; the zone's offset at noon of the day serves the whole day.
void add_hours(db::Transaction& transaction, MerchantId merchant_id, DayTotals& totals) {
  const db::Rows zone = transaction.query(sql::time_zone, {merchant_id});
  HUIJI_CHECK(zone.size() == 1);
  const Instant noon{totals.business_day.days * kDay_ms + kDay_ms / 2};
  const std::int64_t offset = utc_offset_minutes(zone[0].text(0).c_str(), noon) * kMinute_ms;
  for (const auto row : transaction.query(sql::day_hours, {merchant_id, totals.business_day, offset}))
    totals.hours.push_back({int(row.integer(0)), int(row.integer(1)), row.money(2)});
}

void compare_with_ledger(db::Transaction& transaction, MerchantId merchant_id, DayTotals& totals) {
  const ledger::DayBook book = ledger::day_book(transaction, merchant_id, totals.business_day);
  totals.ledger_cash = book.cash;
  totals.ledger_revenue = book.revenue;
  totals.ledger_tax = book.tax;
  totals.ledger_cash += book.value_cash;
  totals.agrees = book.cash == totals.net - totals.stored_value - totals.on_account + totals.used_coupons &&
                  book.value_cash == totals.recharged + totals.collected &&
                  book.revenue == totals.net - totals.tax && book.tax == totals.tax &&
                  book.points_earned == totals.points_earned &&
                  book.points_taken_back == totals.points_taken_back;
}

}  // namespace

DayTotals day_totals(db::Transaction& transaction, MerchantId merchant_id, Date business_day) {
  DayTotals totals;
  totals.business_day = business_day;
  add_documents(transaction, merchant_id, totals);
  add_lines(transaction, merchant_id, totals);
  add_hours(transaction, merchant_id, totals);
  compare_with_ledger(transaction, merchant_id, totals);
  return totals;
}

DayList recent_days(db::Transaction& transaction, MerchantId merchant_id, int limit) {
  DayList list;
  for (const auto row : transaction.query(sql::recent_days, {merchant_id, limit}))
    list.days.push_back({row.date(0), int(row.integer(1)), int(row.integer(2)), row.money(3), row.money(4),
                         row.money(3) - row.money(4)});
  return list;
}

}  // namespace huiji::checkout
