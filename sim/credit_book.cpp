// What customers owe, told again event by event: never more than was granted, but for goods that had left
// before the till's promise ended and were written down too late (P20).
#include <algorithm>
#include <functional>

#include "auditor.hpp"

namespace huiji::sim {

namespace {

constexpr std::string_view kPrefix = "receivable/";
constexpr db::Statement kPromises = statement(
    "sim.credit_promises",
    "SELECT allowance_id, kind, account, till_id, amount, opened_at, closed_at FROM allowance WHERE "
    "merchant_id = $1 AND account LIKE 'receivable/%'");
constexpr db::Statement kOwed = statement("sim.owed",
                                          "SELECT account, amount FROM balance WHERE merchant_id = $1 AND "
                                          "currency = 'CNY' AND account LIKE 'receivable/%'");

struct Promise {
  std::string member, till;
  bool hold = true, open = false;
  std::int64_t amount = 0, left = 0, opened_at = 0, closed_at = 0;
};

struct Account {
  std::int64_t limit = 0, owed = 0;
  std::int64_t late = 0;  // charged without a promise
};

class CreditBook {
 public:
  CreditBook(Findings& wrong, const std::map<std::string, Money>& limits) : wrong_(wrong) {
    for (const auto& [member, limit] : limits) accounts_[member].limit = limit.minor;
  }

  void read(db::Transaction& tx, MerchantId merchant_id) {
    for (const auto row : tx.query(kPromises, {merchant_id})) {
      Promise promise{row.text(2).substr(kPrefix.size()), TillId{row.uuid(3)}.text(), row.text(1) == "hold"};
      promise.amount = promise.left = row.integer(4);
      promise.opened_at = row.integer(5);
      promise.closed_at = row.is_null(6) ? 0 : row.integer(6);
      const std::string id = row.id<AllowanceId>(0).text();
      promises_[id] = promise;
      tell(promise.opened_at, 0, [this, id] { begin(id); });
      if (promise.closed_at != 0) tell(promise.closed_at, 9, [this, id] { promises_[id].open = false; });
    }
    for (const auto row : tx.query(kOwed, {merchant_id}))
      owed_[row.text(0).substr(kPrefix.size())] = row.integer(1);
  }

  void tell(std::int64_t at, int rank, std::function<void()> event) {
    events_.push_back({at, rank, std::move(event)});
  }

  void charge(const std::string& sale, const std::string& till, const checkout::Tender& tender) {
    const auto found = promises_.find(tender.allowance_id->text());
    if (found == promises_.end()) return wrong_.push_back("sale " + sale + " is owed without a promise");
    Promise& promise = found->second;
    if (promise.till != till) wrong_.push_back("sale " + sale + " is owed by another till's promise");
    Account& account = accounts_[promise.member];
    account.owed += tender.amount.minor;
    if (!promise.open) return void(account.late += tender.amount.minor);
    if (tender.amount.minor > promise.left)
      wrong_.push_back("sale " + sale + " charges more than its till was promised");
    promise.left -= tender.amount.minor;
    if (promise.hold) promise.open = false;
    judge("sale " + sale, promise.member);
  }

  void pay(const std::string& member, std::int64_t amount) {
    Account& account = accounts_[member];
    if (amount > account.owed) wrong_.push_back(member + " paid more than he owed");
    account.owed -= amount;
  }

  void give_back(const std::string& member, std::int64_t amount) { accounts_[member].owed -= amount; }
  void write_down(const std::string& member, std::int64_t change) {
    accounts_[member].owed += change;
    judge("an adjustment", member);
  }

  void finish() {
    std::stable_sort(events_.begin(), events_.end(), [](const Event& a, const Event& b) {
      return std::pair(a.at, a.rank) < std::pair(b.at, b.rank);
    });
    for (const Event& event : events_) event.happens();
    for (const auto& [member, account] : accounts_) {
      if (owed_[member] != account.owed)
        wrong_.push_back(member + " owes " + std::to_string(owed_[member]) + " fen, should owe " +
                         std::to_string(account.owed));
      owed_.erase(member);
    }
    for (const auto& [member, amount] : owed_)
      if (amount != 0) wrong_.push_back(member + " owes without credit");
  }

 private:
  struct Event {
    std::int64_t at = 0;
    int rank = 0;
    std::function<void()> happens;
  };

  void begin(const std::string& id) {
    promises_[id].open = true;
    judge("promise " + id, promises_[id].member);
  }

  // P20: what is owed and what may be charged at any moment is at most what was granted.
  void judge(const std::string& what, const std::string& member) {
    const Account& account = accounts_[member];
    std::int64_t promised = 0;
    for (const auto& [id, promise] : promises_)
      if (promise.member == member && promise.open) promised += promise.left;
    if (account.owed + promised > account.limit + account.late)
      wrong_.push_back(what + " goes above the limit of " + member + ": " + std::to_string(account.owed) +
                       " owed, " + std::to_string(promised) + " promised, " + std::to_string(account.late) +
                       " late, limit " + std::to_string(account.limit));
  }

  Findings& wrong_;
  std::map<std::string, Account> accounts_;
  std::map<std::string, Promise> promises_;
  std::map<std::string, std::int64_t> owed_;  // as the database has it
  std::vector<Event> events_;
};

void tell_sale(const std::string& id, const BookedSale& booked, CreditBook& book) {
  const auto charged = [](const checkout::Tender& tender) {
    return tender.kind == checkout::TenderKind::on_account;
  };
  for (const checkout::Tender& tender : booked.receipt->tenders)
    if (charged(tender))
      book.tell(booked.receipt->recorded_at.ms, 1,
                [&book, id, till = booked.sale.till_id.text(), tender] { book.charge(id, till, tender); });
  for (const BookedReturn& back : booked.returns)
    for (const checkout::Tender& tender : back.receipt.tenders)
      if (charged(tender))
        book.tell(back.receipt.recorded_at.ms, 1,
                  [&book, member = booked.receipt->member_id->text(), amount = tender.amount.minor] {
                    book.give_back(member, amount);
                  });
}

void tell_operation(const BookedOperation& operation, CreditBook& book) {
  const auto kind = operation.receipt.kind;
  const std::int64_t at = operation.receipt.happened_at.ms;
  if (!operation.receipt.member_id) return;
  const std::string member = operation.receipt.member_id->text();
  if (kind == wallet::OperationKind::credit_payment)
    book.tell(at, 1, [&book, member, paid = operation.paid.minor] { book.pay(member, paid); });
  if (kind == wallet::OperationKind::adjust_credit)
    book.tell(at, 1, [&book, member, change = operation.change] { book.write_down(member, change); });
}

}  // namespace

void Auditor::compare_credit(db::Transaction& tx, Findings& wrong) const {
  CreditBook book(wrong, limits_);
  book.read(tx, shop_.merchant_id);
  for (const auto& [id, booked] : sales_)
    if (booked.receipt) tell_sale(id, booked, book);
  for (const BookedOperation& operation : operations_) tell_operation(operation, book);
  book.finish();
}

}  // namespace huiji::sim
