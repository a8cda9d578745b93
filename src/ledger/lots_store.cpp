#include "ledger/lots_store.hpp"

#include <set>

#include "kernel/check.hpp"
#include "ledger_sql.hpp"

namespace huiji::ledger {

static Lot lot_from(const db::Rows::Row& row) {
  Lot lot;
  lot.lot_id = row.id<LotId>(0);
  lot.source_id = row.uuid(1);
  lot.amount = row.integer(2);
  lot.remaining = row.integer(3);
  lot.earned_at = row.instant(4);
  lot.expires_on = row.date(5);
  lot.paid = row.integer(6);
  lot.opens_at = row.instant(7);
  lot.renewed = row.boolean(8);
  if (!row.is_null(9)) lot.earner = row.uuid(9);
  return lot;
}

std::vector<Lot> open_lots(db::Transaction& transaction, MerchantId merchant_id, std::string_view account) {
  std::vector<Lot> lots;
  for (const auto row : transaction.query(sql::open_lots, {merchant_id, account}))
    lots.push_back(lot_from(row));
  return lots;
}

void add_lot(db::Transaction& transaction, MerchantId merchant_id, std::string_view account,
             Currency currency, const Lot& lot) {
  transaction.execute(sql::insert_lot, {merchant_id, lot.lot_id, account, to_text(currency), lot.source_id,
                                        lot.amount, lot.remaining, lot.earned_at, lot.expires_on, lot.paid,
                                        lot.opens_at, lot.renewed, lot.earner});
}

void change_lots(db::Transaction& transaction, MerchantId merchant_id,
                 const std::vector<LotChange>& changes) {
  std::vector<db::Values> rows;
  std::set<LotId> changed;
  for (const LotChange& change : changes) {
    changed.insert(change.lot_id);
    rows.push_back({merchant_id, change.lot_id, change.after, change.before});
  }
  // PostgreSQL's statement for all rows changes a lot once.
  if (changed.size() == rows.size()) return transaction.batch(sql::change_lot, std::move(rows));
  for (db::Values& row : rows) transaction.execute(sql::change_lot, std::move(row));
}

std::optional<HeldLot> find_lot(db::Transaction& transaction, MerchantId merchant_id, LotId lot_id) {
  const db::Rows rows = transaction.query(sql::find_lot, {merchant_id, lot_id});
  if (rows.empty()) return std::nullopt;
  return HeldLot{rows[0].text(10), lot_from(rows[0])};
}

std::vector<LotWithUses> lots_with_uses(db::Transaction& transaction, MerchantId merchant_id,
                                        std::string_view account) {
  std::vector<LotWithUses> lots;
  for (const auto row : transaction.query(sql::lots_of_account, {merchant_id, account}))
    lots.push_back({lot_from(row), row.integer(10)});
  return lots;
}

std::vector<UsedLot> used_lots(db::Transaction& transaction, MerchantId merchant_id, const Uuid& source_id) {
  std::vector<UsedLot> used;
  for (const auto row : transaction.query(sql::used_lots, {merchant_id, source_id}))
    used.push_back(
        {row.text(10), lot_from(row),
         LotUse{row.id<LotId>(0), int(row.integer(11)), row.integer(12), row.integer(13), row.integer(14)}});
  return used;
}

void add_uses(db::Transaction& transaction, MerchantId merchant_id, const Uuid& source_id,
              const std::vector<LotUse>& uses) {
  std::vector<db::Values> rows;
  for (const LotUse& use : uses)
    rows.push_back({merchant_id, source_id, use.lot_id, use.use_no, use.amount, use.returned, use.listed});
  if (!rows.empty()) transaction.batch(sql::insert_lot_use, std::move(rows));
}

void change_uses(db::Transaction& transaction, MerchantId merchant_id, const Uuid& source_id,
                 const std::vector<LotUse>& uses) {
  std::vector<db::Values> rows;
  for (const LotUse& use : uses) rows.push_back({merchant_id, source_id, use.lot_id, use.returned});
  if (!rows.empty()) transaction.batch(sql::change_lot_use, std::move(rows));
}

std::int64_t reserved(db::Transaction& transaction, MerchantId merchant_id, std::string_view account) {
  const db::Rows rows = transaction.query(sql::find_holding, {merchant_id, account});
  return rows.empty() ? 0 : rows[0].integer(0);
}

void touch_holding(db::Transaction& transaction, MerchantId merchant_id, std::string_view account,
                   std::int64_t reserved_change) {
  transaction.execute(sql::touch_holding, {merchant_id, account, reserved_change});
}

void touch_holdings(db::Transaction& transaction, MerchantId merchant_id,
                    const std::set<std::string>& accounts) {
  std::vector<db::Values> rows;
  for (const std::string& account : accounts) rows.push_back({merchant_id, account});
  if (!rows.empty()) transaction.batch(sql::touch_holdings, std::move(rows));
}

static std::string_view name_of(AllowanceKind kind) { return kind == AllowanceKind::hold ? "hold" : "lease"; }

static Allowance allowance_from(const db::Rows::Row& row) {
  Allowance allowance;
  allowance.allowance_id = row.id<AllowanceId>(0);
  allowance.kind = row.text(1) == "hold" ? AllowanceKind::hold : AllowanceKind::lease;
  allowance.account = row.text(2);
  allowance.till_id = row.id<TillId>(3);
  allowance.amount = row.integer(4);
  allowance.bonus = row.integer(5);
  allowance.spent = row.integer(6);
  allowance.open = row.text(7) == "open";
  allowance.opened_at = row.instant(8);
  allowance.expires_at = row.instant(9);
  if (!row.is_null(10)) allowance.asked_for = row.uuid(10);
  return allowance;
}

static std::vector<Allowance> allowances_from(const db::Rows& rows) {
  std::vector<Allowance> list;
  for (const auto row : rows) list.push_back(allowance_from(row));
  return list;
}

std::optional<Allowance> find_allowance(db::Transaction& transaction, MerchantId merchant_id,
                                        AllowanceId allowance_id) {
  const db::Rows rows = transaction.query(sql::find_allowance, {merchant_id, allowance_id});
  if (rows.empty()) return std::nullopt;
  return allowance_from(rows[0]);
}

std::vector<Allowance> allowances_of(db::Transaction& transaction, MerchantId merchant_id, TillId till_id) {
  return allowances_from(transaction.query(sql::allowances_of_till, {merchant_id, till_id}));
}

std::vector<Allowance> allowances_of(db::Transaction& transaction, MerchantId merchant_id,
                                     std::string_view account) {
  return allowances_from(transaction.query(sql::allowances_of_account, {merchant_id, account}));
}

std::vector<Allowance> overdue_holds(db::Transaction& transaction, MerchantId merchant_id, Instant now,
                                     int limit) {
  return allowances_from(transaction.query(sql::overdue_holds, {merchant_id, now, limit}));
}

void open_allowance(db::Transaction& transaction, MerchantId merchant_id, const Allowance& allowance) {
  HUIJI_CHECK(allowance.amount > 0 && allowance.spent == 0 && allowance.open);
  touch_holding(transaction, merchant_id, allowance.account, allowance.amount);
  transaction.execute(sql::insert_allowance,
                      {merchant_id, allowance.allowance_id, name_of(allowance.kind), allowance.account,
                       allowance.till_id, allowance.staff_id, allowance.amount, allowance.bonus,
                       allowance.opened_at, allowance.expires_at, allowance.asked_for});
}

void use_allowance(db::Transaction& transaction, MerchantId merchant_id, const Allowance& allowance,
                   std::int64_t amount, bool close, Instant now) {
  HUIJI_CHECK(amount >= 0 && amount <= allowance.left());
  const std::int64_t freed = close ? allowance.left() : amount;
  touch_holding(transaction, merchant_id, allowance.account, -freed);
  transaction.execute(sql::change_allowance,
                      {merchant_id, allowance.allowance_id, allowance.spent + amount,
                       close ? "closed" : "open", close ? std::optional(now) : std::optional<Instant>()});
}

}  // namespace huiji::ledger
