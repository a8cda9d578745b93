#include "auditor.hpp"

#include <set>

#include "checkout/verify_store.hpp"

namespace huiji::sim {

namespace {

constexpr db::Statement statement(std::string_view name, std::string_view sql) { return {name, sql, sql}; }

constexpr db::Statement kSales = statement(
    "sim.sales", "SELECT sale_id, kind, payable, till_id, original_sale_id FROM sale WHERE merchant_id = $1");
constexpr db::Statement kLines = statement(
    "sim.lines", "SELECT sale_id, line_no, product_id, quantity, net FROM sale_line WHERE merchant_id = $1");
constexpr db::Statement kStock =
    statement("sim.stock", "SELECT product_id, quantity FROM stock_level WHERE merchant_id = $1");
constexpr db::Statement kOpening = statement("sim.opening",
                                             "SELECT product_id, CAST(sum(quantity) AS BIGINT) FROM "
                                             "stock_move WHERE merchant_id = $1 AND reason = 'opening' "
                                             "GROUP BY product_id");
constexpr db::Statement kBalances =
    statement("sim.balances", "SELECT account, currency, amount FROM balance WHERE merchant_id = $1");

std::string yuan(std::int64_t minor) { return std::to_string(minor) + " fen"; }

}  // namespace

void Auditor::accepted_return(SaleId id, TillId till, const checkout::ReturnRequest& request) {
  returns_[id.text()] = {till, request};
  Booked& sale = sales_.at(request.original_sale_id.text());
  sale.any_return = true;
  for (const checkout::ReturnLine& line : request.lines)
    sale.returned[line.line_no] += line.quantity.thousandths;
}

bool Auditor::could_return(const checkout::ReturnRequest& request) const {
  const auto found = sales_.find(request.original_sale_id.text());
  if (found == sales_.end()) return false;
  for (const checkout::ReturnLine& line : request.lines) {
    const auto before = found->second.returned.find(line.line_no);
    const std::int64_t already = before == found->second.returned.end() ? 0 : before->second;
    const auto& sold = found->second.sale.request.lines[static_cast<std::size_t>(line.line_no - 1)];
    if (already + line.quantity.thousandths > sold.quantity.thousandths) return false;
  }
  // The refund is a difference of states: another till's return of other units may have moved a 分.
  return !found->second.any_return;
}

std::string Auditor::member_of(const Booked& sale) const {
  if (!sale.sale.member_id) return "";
  const auto alias = members_.find(sale.sale.member_id->text());
  return alias == members_.end() ? sale.sale.member_id->text() : alias->second;
}

std::vector<std::string> Auditor::compare(db::Store& store, const std::vector<Till>& tills) {
  std::vector<std::string> wrong;
  compare_journals(tills, wrong);
  store.run_read([&](db::Transaction& tx) {
    compare_documents(tx, wrong);
    compare_stock(tx, wrong);
    compare_money(tx, wrong);
    compare_points(tx, wrong);
    const checkout::VerifyReport report = checkout::verify(tx);
    for (const checkout::Finding& finding : report.findings) wrong.push_back("verify: " + finding.en);
  });
  return wrong;
}

void Auditor::compare_journals(const std::vector<Till>& tills, std::vector<std::string>& wrong) {
  for (const Till& till : tills) {
    if (till.waiting() != 0)
      wrong.push_back(std::to_string(till.waiting()) + " events still wait in a journal");
    for (const JournalEvent& event : till.journal) {
      if (event.poisoned && event.state != EventState::quarantined)
        wrong.push_back("a spoiled sale is not quarantined: " + event.id);
      if (!event.poisoned && event.state == EventState::quarantined && event.kind != EventKind::goods_return)
        wrong.push_back("a sound event is quarantined: " + event.id + " " + event.refusal);
    }
  }
}

void Auditor::compare_documents(db::Transaction& tx, std::vector<std::string>& wrong) const {
  std::set<std::string> seen;
  for (const auto row : tx.query(kSales, {shop_.merchant_id})) {
    const std::string id = row.id<SaleId>(0).text();
    seen.insert(id);
    if (row.text(1) == "sale") {
      const auto booked = sales_.find(id);
      if (booked == sales_.end()) {
        wrong.push_back("the database holds a sale that nobody made: " + id);
      } else if (booked->second.sale.priced.payable != row.money(2)) {
        wrong.push_back("sale " + id + " is " + yuan(row.integer(2)) + ", the customer paid " +
                        yuan(booked->second.sale.priced.payable.minor));
      }
    } else {
      const auto booked = returns_.find(id);
      if (booked == returns_.end())
        wrong.push_back("the database holds a return that was never accepted: " + id);
      else if (booked->second.request.refund != row.money(2))
        wrong.push_back("return " + id + " differs from what the customer got");
    }
  }
  for (const auto& [id, sale] : sales_)
    if (!seen.count(id)) wrong.push_back("sale " + id + " is lost");
  for (const auto& [id, request] : returns_)
    if (!seen.count(id)) wrong.push_back("return " + id + " is lost");
}

void Auditor::compare_stock(db::Transaction& tx, std::vector<std::string>& wrong) const {
  std::map<std::string, std::int64_t> expected;
  for (const auto row : tx.query(kOpening, {shop_.merchant_id}))
    expected[row.id<ProductId>(0).text()] += row.integer(1);
  for (const auto& [id, booked] : sales_) {
    const auto& lines = booked.sale.request.lines;
    for (std::size_t i = 0; i < lines.size(); ++i) {
      const auto back = booked.returned.find(static_cast<int>(i) + 1);
      const std::int64_t returned = back == booked.returned.end() ? 0 : back->second;
      expected[lines[i].product_id.text()] -= lines[i].quantity.thousandths - returned;
      if (returned > lines[i].quantity.thousandths) wrong.push_back("more came back than was sold in " + id);
    }
  }
  for (const auto row : tx.query(kStock, {shop_.merchant_id})) {
    const std::string id = row.id<ProductId>(0).text();
    if (expected[id] != row.integer(1))
      wrong.push_back("stock of " + id + " is " + std::to_string(row.integer(1)) + ", should be " +
                      std::to_string(expected[id]));
    expected.erase(id);
  }
  for (const auto& [id, quantity] : expected)
    if (quantity != 0) wrong.push_back("no stock row for " + id);
}

void Auditor::compare_money(db::Transaction& tx, std::vector<std::string>& wrong) const {
  std::map<std::string, std::int64_t> cash, earned;
  for (const auto& [id, booked] : sales_)
    cash["cash/" + booked.sale.till_id.text()] += booked.sale.priced.payable.minor;
  for (const auto& [id, booked] : returns_) cash["cash/" + booked.till.text()] -= booked.request.refund.minor;
  for (const auto& [account, amount] : cash) earned[account.substr(5)] = -amount;
  std::map<std::string, std::int64_t> turnover;
  for (const auto row : tx.query(kBalances, {shop_.merchant_id})) {
    const std::string& account = row.text(0);
    if (account.rfind("cash/", 0) == 0) {
      if (cash[account] != row.integer(2))
        wrong.push_back(account + " holds " + yuan(row.integer(2)) + ", should hold " + yuan(cash[account]));
      cash.erase(account);
    }
    if (account.rfind("revenue/", 0) == 0) turnover[account.substr(8, 36)] += row.integer(2);
    if (account.rfind("vat/", 0) == 0) turnover[account.substr(4, 36)] += row.integer(2);
  }
  for (const auto& [account, amount] : cash)
    if (amount != 0) wrong.push_back("no balance for " + account);
  for (const auto& [till, amount] : earned)
    if (turnover[till] != amount)
      wrong.push_back("revenue and tax of till " + till + " are " + yuan(turnover[till]) + ", should be " +
                      yuan(amount));
}

// One point a whole yuan of what the member keeps, counted per sale (product.md 4.9, 4.10).
void Auditor::compare_points(db::Transaction& tx, std::vector<std::string>& wrong) const {
  std::map<std::string, std::int64_t> refunded, expected;
  for (const auto& [id, booked] : returns_)
    refunded[booked.request.original_sale_id.text()] += booked.request.refund.minor;
  for (const auto& [id, booked] : sales_) {
    const std::string member = member_of(booked);
    if (member.empty()) continue;
    const std::int64_t kept = booked.sale.priced.payable.minor - refunded[id];
    if (kept < 0) wrong.push_back("more was refunded than paid for " + id);
    expected["points/" + member] -= kept / 100;
  }
  for (const auto row : tx.query(kBalances, {shop_.merchant_id})) {
    const std::string& account = row.text(0);
    if (account.rfind("points/", 0) != 0) continue;
    if (expected[account] != row.integer(2))
      wrong.push_back(account + " is " + std::to_string(row.integer(2)) + ", should be " +
                      std::to_string(expected[account]));
    expected.erase(account);
  }
  for (const auto& [account, amount] : expected)
    if (amount != 0) wrong.push_back("no points for " + account);
}

}  // namespace huiji::sim
