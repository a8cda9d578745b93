#include "auditor.hpp"

#include <algorithm>

#include "checkout/verify_store.hpp"

namespace huiji::sim {

namespace {

constexpr db::Statement kSales = statement(
    "sim.sales", "SELECT sale_id, kind, payable, till_id, original_sale_id FROM sale WHERE merchant_id = $1");
constexpr db::Statement kStock =
    statement("sim.stock", "SELECT product_id, quantity FROM stock_level WHERE merchant_id = $1");
constexpr db::Statement kOpening = statement("sim.opening",
                                             "SELECT product_id, CAST(sum(quantity) AS BIGINT) FROM "
                                             "stock_move WHERE merchant_id = $1 AND reason = 'opening' "
                                             "GROUP BY product_id");
constexpr db::Statement kBalances =
    statement("sim.balances", "SELECT account, currency, amount FROM balance WHERE merchant_id = $1");

constexpr auto kCard = checkout::TenderKind::stored_value;
constexpr auto kAccount = checkout::TenderKind::on_account;

std::string yuan(std::int64_t minor) { return std::to_string(minor) + " fen"; }

}  // namespace

void Auditor::accepted_sale(const checkout::Receipt& receipt) {
  const auto booked = sales_.find(receipt.sale_id.text());
  if (booked != sales_.end()) booked->second.receipt = receipt;
}

void Auditor::accepted_return(TillId till, const checkout::ReturnRequest& request,
                              const checkout::Receipt& receipt) {
  BookedSale& sale = sales_.at(request.original_sale_id.text());
  return_tills_[receipt.sale_id.text()] = request.original_sale_id.text();
  for (const checkout::ReturnLine& line : request.lines)
    sale.returned[line.line_no] += line.quantity.thousandths;
  sale.returns.push_back({till, request, receipt});
  // The answer to one whose reply was lost may come after that to a later one.
  std::sort(sale.returns.begin(), sale.returns.end(), [](const BookedReturn& a, const BookedReturn& b) {
    return a.receipt.recorded_at < b.receipt.recorded_at;
  });
}

bool Auditor::could_return(const checkout::ReturnRequest& request, Instant at) const {
  const auto found = sales_.find(request.original_sale_id.text());
  if (found == sales_.end()) return false;
  // The refund is a difference of states: another till's return of other units may have moved a 分.
  const auto& returns = found->second.returns;
  return std::none_of(returns.begin(), returns.end(),
                      [&](const BookedReturn& back) { return back.receipt.recorded_at < at; });
}

void Auditor::member_is(MemberId asked, MemberId answered) {
  if (asked != answered) members_[asked.text()] = answered;
}

MemberId Auditor::owner(MemberId member) const {
  for (auto alias = members_.find(member.text()); alias != members_.end();
       alias = members_.find(member.text()))
    member = alias->second;
  return member;
}

static void compare_journals(const std::vector<Till>& tills, Findings& wrong) {
  for (const Till& till : tills) {
    if (till.waiting() != 0)
      wrong.push_back(std::to_string(till.waiting()) + " events still wait in a journal");
    for (const JournalEvent& event : till.journal) {
      if (event.poisoned && event.state != EventState::quarantined)
        wrong.push_back("a spoiled sale is not quarantined: " + event.id);
      const bool sound =
          !event.poisoned && (event.kind == EventKind::sale || event.kind == EventKind::member);
      if (sound && event.state == EventState::quarantined)
        wrong.push_back("a sound event is quarantined: " + event.id + " " + event.refusal);
    }
  }
}

Findings Auditor::compare(db::Store& store, const std::vector<Till>& tills, Instant now) {
  Findings wrong;
  compare_journals(tills, wrong);
  store.run_read([&](db::Transaction& tx) {
    compare_documents(tx, wrong);
    compare_stock(tx, wrong);
    compare_money(tx, wrong);
    compare_tenders(wrong);
    compare_points(tx, wrong);
    compare_points_law(tx, wrong);
    compare_cards(tx, wrong);
    compare_credit(tx, wrong);
    compare_coupons(tx, now, wrong);
    const checkout::VerifyReport report = checkout::verify(tx);
    for (const checkout::Finding& finding : report.findings) wrong.push_back("verify: " + finding.en);
  });
  return wrong;
}

void Auditor::compare_documents(db::Transaction& tx, Findings& wrong) const {
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
      if (!return_tills_.count(id))
        wrong.push_back("the database holds a return that was never accepted: " + id);
    }
  }
  for (const auto& [id, sale] : sales_)
    if (!seen.count(id)) wrong.push_back("sale " + id + " is lost");
  for (const auto& [id, sale] : return_tills_)
    if (!seen.count(id)) wrong.push_back("return " + id + " is lost");
}

void Auditor::compare_stock(db::Transaction& tx, Findings& wrong) const {
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

bool all_came_back(const BookedSale& booked) {
  for (std::size_t i = 0; i < booked.sale.request.lines.size(); ++i) {
    const auto back = booked.returned.find(static_cast<int>(i) + 1);
    if (back == booked.returned.end() || back->second != booked.sale.request.lines[i].quantity.thousandths)
      return false;
  }
  return true;
}

std::int64_t paid_by(checkout::TenderKind kind, const checkout::Receipt& receipt) {
  std::int64_t sum = 0;
  for (const checkout::Tender& tender : receipt.tenders)
    if (tender.kind == kind) sum += tender.amount.minor;
  return sum;
}

std::int64_t paid_otherwise(const checkout::Receipt& receipt) {
  return paid_by(kCard, receipt) + paid_by(kAccount, receipt);
}

// Cash is what neither card nor account paid; back in cash goes what neither got.
std::map<std::string, std::int64_t> Auditor::expected_drawers() const {
  std::map<std::string, std::int64_t> cash;
  for (const auto& [id, booked] : sales_) {
    if (!booked.receipt) continue;
    const std::int64_t card = paid_otherwise(*booked.receipt);
    cash[booked.sale.till_id.text()] += booked.sale.priced.payable.minor - card;
    std::int64_t refunded = 0;
    for (const BookedReturn& back : booked.returns) {
      const std::int64_t after = refunded + back.request.refund.minor;
      cash[back.till_id.text()] -=
          std::max<std::int64_t>(0, after - card) - std::max<std::int64_t>(0, refunded - card);
      refunded = after;
    }
  }
  for (const BookedOperation& operation : operations_) {
    const bool out = operation.receipt.kind == wallet::OperationKind::cash_out;
    cash[operation.till_id.text()] += out ? -operation.paid.minor : operation.paid.minor;
  }
  return cash;
}

// Revenue and tax of a till: its sales less its returns, and what uses of count cards earned, a card's price
// spread over its paid uses, the first ones a 分 dearer.
std::map<std::string, std::int64_t> Auditor::expected_turnover() const {
  std::map<std::string, std::int64_t> turnover;
  for (const auto& [id, booked] : sales_) {
    turnover[booked.sale.till_id.text()] -= booked.sale.priced.payable.minor;
    for (const BookedReturn& back : booked.returns)
      turnover[back.till_id.text()] += back.request.refund.minor;
  }
  std::vector<BookedOperation> uses;
  for (const BookedOperation& operation : operations_)
    if (operation.receipt.kind == wallet::OperationKind::use_count_card) uses.push_back(operation);
  std::sort(uses.begin(), uses.end(), [](const BookedOperation& a, const BookedOperation& b) {
    return a.receipt.happened_at < b.receipt.happened_at;
  });
  const SoldPackage& card = shop_.count_cards[0];
  std::map<std::string, std::int64_t> used;
  for (const BookedOperation& operation : uses)
    for (std::int64_t i = 0; i < operation.change; ++i) {
      const std::int64_t nth = used[operation.receipt.card_id->text()]++;
      if (nth >= card.uses) continue;  // free ones come last
      const std::int64_t share = card.price.minor / card.uses + (nth < card.price.minor % card.uses ? 1 : 0);
      turnover[operation.till_id.text()] -= share;
    }
  return turnover;
}

void Auditor::compare_money(db::Transaction& tx, Findings& wrong) const {
  std::map<std::string, std::int64_t> cash = expected_drawers(), turnover = expected_turnover();
  for (const auto row : tx.query(kBalances, {shop_.merchant_id})) {
    const std::string& account = row.text(0);
    if (account.rfind("cash/", 0) == 0) cash[account.substr(5)] -= row.integer(2);
    if (account.rfind("revenue/", 0) == 0) turnover[account.substr(8, 36)] -= row.integer(2);
    if (account.rfind("vat/", 0) == 0) turnover[account.substr(4, 36)] -= row.integer(2);
  }
  for (const auto& [till, amount] : cash)
    if (amount != 0) wrong.push_back("the drawer of till " + till + " lacks " + yuan(amount));
  for (const auto& [till, amount] : turnover)
    if (amount != 0) wrong.push_back("revenue and tax of till " + till + " are off by " + yuan(amount));
}

// P7: account and card get back at most what they paid, and cash is given only when they have all of it.
void Auditor::compare_tenders(Findings& wrong) const {
  for (const auto& [id, booked] : sales_) {
    if (!booked.receipt) continue;
    const std::int64_t card = paid_by(kCard, *booked.receipt), account = paid_by(kAccount, *booked.receipt);
    std::int64_t refunded = 0, to_card = 0, to_account = 0;
    for (const BookedReturn& back : booked.returns) {
      refunded += back.request.refund.minor;
      to_card += paid_by(kCard, back.receipt);
      to_account += paid_by(kAccount, back.receipt);
      if (back.receipt.payable != back.request.refund)
        wrong.push_back("return " + back.receipt.sale_id.text() + " differs from what the customer got");
    }
    if (refunded > booked.sale.priced.payable.minor) wrong.push_back("more was refunded than paid for " + id);
    if (to_account != std::min(account, refunded))
      wrong.push_back("of " + yuan(refunded) + " refunded for " + id + " the account got " +
                      yuan(to_account) + ", it was charged " + yuan(account));
    if (to_card != std::min(card, refunded - to_account))
      wrong.push_back("of " + yuan(refunded) + " refunded for " + id + " a card got " + yuan(to_card) +
                      ", it paid " + yuan(card));
  }
}

void Auditor::compare_day(const checkout::DayTotals& day, Findings& wrong) const {
  std::int64_t sold = 0, returned = 0, card = 0, account = 0, recharged = 0, collected = 0;
  for (const auto& [id, booked] : sales_) {
    if (booked.receipt && booked.receipt->business_day == day.business_day) {
      sold += booked.sale.priced.payable.minor;
      card += paid_by(kCard, *booked.receipt);
      account += paid_by(kAccount, *booked.receipt);
    }
    for (const BookedReturn& back : booked.returns)
      if (back.receipt.business_day == day.business_day) {
        returned += back.request.refund.minor;
        card -= paid_by(kCard, back.receipt);
        account -= paid_by(kAccount, back.receipt);
      }
  }
  for (const BookedOperation& operation : operations_) {
    if (operation.receipt.business_day != day.business_day) continue;
    const bool out = operation.receipt.kind == wallet::OperationKind::cash_out;
    const bool debt = operation.receipt.kind == wallet::OperationKind::credit_payment;
    (debt ? collected : recharged) += out ? -operation.paid.minor : operation.paid.minor;
  }
  const std::string name = "day " + to_text(day.business_day) + ": ";
  const auto same = [&](const char* what, Money said, std::int64_t kept) {
    if (said.minor != kept) wrong.push_back(name + what + " is " + yuan(said.minor) + ", not " + yuan(kept));
  };
  same("sold", day.sold, sold);
  same("returned", day.returned, returned);
  same("paid by card", day.stored_value, card);
  same("on account", day.on_account, account);
  same("recharged", day.recharged, recharged);
  same("collected", day.collected, collected);
}

}  // namespace huiji::sim
