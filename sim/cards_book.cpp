// Cards and promises, told again event by event in the order in which the server took them.
#include <algorithm>
#include <functional>

#include "auditor.hpp"

namespace huiji::sim {

namespace {

constexpr db::Statement kLots = statement(
    "sim.card_lots",
    "SELECT lot_id, account, source_id, amount, remaining, paid, opens_at, earned_at FROM lot WHERE "
    "merchant_id = $1 AND currency = 'CNY'");
constexpr db::Statement kPromises =
    statement("sim.promises",
              "SELECT allowance_id, kind, account, till_id, amount, opened_at, expires_at, closed_at FROM "
              "allowance WHERE merchant_id = $1");
constexpr db::Statement kStored = statement("sim.stored",
                                            "SELECT account, amount FROM balance WHERE merchant_id = $1 AND "
                                            "currency = 'CNY' AND account LIKE 'stored/%'");

struct Lot {
  std::string id, source;
  std::int64_t amount = 0, remaining = 0, paid = 0, opens_at = 0, earned_at = 0;  // as the database has it
  std::int64_t used = 0;                                                          // as the auditor counts
  std::int64_t paid_used(std::int64_t of) const {
    return static_cast<std::int64_t>(static_cast<__int128>(paid) * of / amount);
  }
};

struct Promise {
  std::string card, till;
  bool hold = true, open = true;
  std::int64_t amount = 0, left = 0, opened_at = 0, expires_at = 0, closed_at = 0;
};

struct Use {
  std::size_t lot = 0;
  std::int64_t amount = 0, returned = 0;
};

struct Card {
  std::vector<Lot> lots;                         // those of recharges so far, the oldest first
  std::map<std::string, std::vector<Use>> uses;  // by sale
};

struct Split {
  std::int64_t principal = 0, bonus = 0, shortage = 0;
  friend bool operator==(const Split&, const Split&) = default;
};

Split split_of(const checkout::Tender& tender) {
  return {tender.principal.value_or(Money{}).minor, tender.bonus.value_or(Money{}).minor,
          tender.shortage.value_or(Money{}).minor};
}

std::string words(const Split& split) {
  return std::to_string(split.principal) + "+" + std::to_string(split.bonus) + " short " +
         std::to_string(split.shortage);
}

class CardsBook {
 public:
  explicit CardsBook(Findings& wrong) : wrong_(wrong) {}

  void read(db::Transaction& tx, MerchantId merchant_id) {
    for (const auto row : tx.query(kLots, {merchant_id})) {
      Lot lot{row.id<LotId>(0).text(), LotId{row.uuid(2)}.text(),
              row.integer(3),          row.integer(4),
              row.integer(5),          row.integer(6),
              row.integer(7),          0};
      made_[lot.source].push_back(lot);
    }
    for (auto& [source, lots] : made_)
      std::sort(lots.begin(), lots.end(), [](const Lot& a, const Lot& b) { return a.id < b.id; });
    for (const auto row : tx.query(kPromises, {merchant_id})) {
      Promise promise;
      promise.card = row.text(2).substr(row.text(2).find('/') + 1);
      promise.hold = row.text(1) == "hold";
      promise.till = TillId{row.uuid(3)}.text();
      promise.amount = promise.left = row.integer(4);
      promise.opened_at = row.integer(5), promise.expires_at = row.integer(6);
      promise.closed_at = row.is_null(7) ? 0 : row.integer(7);
      const std::string id = row.id<AllowanceId>(0).text();
      promises_[id] = promise;
      if (row.text(2).rfind("stored/", 0) == 0) is_card_.push_back(id);
    }
    for (const auto row : tx.query(kStored, {merchant_id})) balances_[row.text(0)] = -row.integer(1);
  }

  void tell(std::int64_t at, int rank, std::function<void()> event) {
    events_.push_back({at, rank, std::move(event)});
  }

  // Promises begin and end when the database says so; whether they may is judged.
  void tell_promises(const std::map<std::string, BookedAsk>& asks, const std::set<std::string>& released) {
    for (const auto& [id, promise] : promises_) {
      const auto ask = asks.find(id);
      if (ask == asks.end() || ask->second.till_id.text() != promise.till) {
        wrong_.push_back("a promise for which nobody asked: " + id);
        continue;
      }
      if (promise.amount > ask->second.request.amount)
        wrong_.push_back("promise " + id + " is more than was asked for");
      if (ask->second.granted && ask->second.granted->amount != promise.amount)
        wrong_.push_back("promise " + id + " is not what the till was told");
      may_end_[id] = released.count(id) != 0 || (promise.hold && promise.closed_at >= promise.expires_at);
    }
    for (const std::string& id : is_card_) {
      Promise& promise = promises_[id];
      promise.open = false;
      tell(promise.opened_at, 0, [this, id] { begin(id); });
      if (promise.closed_at != 0) tell(promise.closed_at, 9, [this, id] { end(id); });
    }
    for (const auto& [id, ask] : asks)
      if (ask.granted && !promises_.count(id)) wrong_.push_back("promise " + id + " is lost");
  }

  void recharge(const BookedOperation& operation) {
    const std::string source = operation.receipt.operation_id.text();
    std::int64_t paid = 0, all = 0;
    for (const Lot& lot : made_[source]) {
      cards_[operation.receipt.card_id->text()].lots.push_back(lot);
      paid += lot.paid, all += lot.amount;
    }
    if (paid != operation.paid.minor || all - paid != operation.bonus.minor)
      wrong_.push_back("recharge " + source + " made " + std::to_string(paid) + "+" +
                       std::to_string(all - paid));
    issued_ += all;
    made_.erase(source);
  }

  void pay(const std::string& sale, std::int64_t at, const std::string& till,
           const checkout::Tender& tender) {
    const std::string id = tender.allowance_id->text();
    Promise& promise = promises_[id];
    if (promise.till != till) wrong_.push_back("sale " + sale + " spends another till's promise");
    Card& card = cards_[promise.card];
    const std::int64_t amount = tender.amount.minor;
    const std::int64_t others = promised(promise.card) - (promise.open ? promise.left : 0);
    const std::int64_t taken = std::clamp<std::int64_t>(open_amount(card, at) - others, 0, amount);
    const bool kept = promise.open;
    if (kept && (amount > promise.left || taken != amount))  // P4: what was promised is there
      wrong_.push_back("a promise to sale " + sale + " was broken");
    Split split = take(card, sale, taken, at);
    split.shortage = amount - taken;
    compare("sale " + sale, split, split_of(tender));
    spent_ += taken;
    if (!kept) return;
    promise.left -= amount;
    if (promise.hold) promise.open = false, may_end_[id] = true;
  }

  void give_back(const std::string& sale, const checkout::Tender& tender) {
    Card& card = cards_[tender.card_id->text()];
    std::int64_t left = tender.amount.minor;
    Split split;
    auto& uses = card.uses[sale];
    for (auto use = uses.rbegin(); use != uses.rend(); ++use) {  // the last one used first
      const std::int64_t back = std::min(left, use->amount - use->returned);
      Lot& lot = card.lots[use->lot];
      const std::int64_t principal = lot.paid_used(lot.used) - lot.paid_used(lot.used - back);
      lot.used -= back, use->returned += back, left -= back;
      split.principal += principal, split.bonus += back - principal;
      spent_ -= back;
    }
    split.shortage = left;
    compare("a return of " + sale, split, split_of(tender));
  }

  void cash_out(const BookedOperation& operation) {
    const std::string id = operation.receipt.card_id->text();
    if (!cards_.count(id)) return;  // a count card
    if (promised(id) != 0) wrong_.push_back("card " + id + " was paid out while a till was promised it");
    std::int64_t principal = 0;
    for (Lot& lot : cards_[id].lots) {
      principal += lot.paid - lot.paid_used(lot.used);
      cashed_ += lot.amount - lot.used;
      lot.used = lot.amount;
    }
    const std::int64_t paid = operation.paid.minor;
    if (paid < 0 || paid > principal || (operation.shop_cause && paid != principal))  // P21
      wrong_.push_back("card " + id + " was paid out with " + std::to_string(paid) + " of " +
                       std::to_string(principal));
  }

  void finish() {
    std::stable_sort(events_.begin(), events_.end(), [](const Event& a, const Event& b) {
      return std::pair(a.at, a.rank) < std::pair(b.at, b.rank);
    });
    for (const Event& event : events_) event.happens();
    for (const auto& [source, lots] : made_) wrong_.push_back("money on a card from nowhere: " + source);
    std::int64_t held = 0;
    for (const auto& [id, card] : cards_) held += compare_card(id, card);
    for (const auto& [account, amount] : balances_)
      if (amount != 0) wrong_.push_back(account + " is off by " + std::to_string(amount));
    if (issued_ != spent_ + cashed_ + held) wrong_.push_back("cards: issued is not spent, cashed and held");
  }

 private:
  struct Event {
    std::int64_t at = 0;
    int rank = 0;
    std::function<void()> happens;
  };

  void begin(const std::string& id) {
    Promise& promise = promises_[id];
    const std::int64_t free = open_amount(cards_[promise.card], promise.opened_at) - promised(promise.card);
    if (promise.amount > free)  // P20: the sum of all promises is at most what is there
      wrong_.push_back("promise " + id + " of " + std::to_string(promise.amount) + ", free were " +
                       std::to_string(free));
    promise.open = true;
  }

  void end(const std::string& id) {
    if (!may_end_[id]) wrong_.push_back("promise " + id + " ended without a reason");
    promises_[id].open = false;
  }

  std::int64_t promised(const std::string& card) const {
    std::int64_t sum = 0;
    for (const auto& [id, promise] : promises_)
      if (promise.card == card && promise.open) sum += promise.left;
    return sum;
  }

  static std::int64_t open_amount(const Card& card, std::int64_t at) {
    std::int64_t sum = 0;
    for (const Lot& lot : card.lots)
      if (lot.opens_at <= at) sum += lot.amount - lot.used;
    return sum;
  }

  // The oldest lot first; of a lot principal and bonus pro rata, counted from its beginning
  // (product.md 4.13).
  static Split take(Card& card, const std::string& sale, std::int64_t amount, std::int64_t at) {
    Split split;
    for (std::size_t i = 0; i < card.lots.size(); ++i) {
      Lot& lot = card.lots[i];
      const std::int64_t part = lot.opens_at > at ? 0 : std::min(amount, lot.amount - lot.used);
      if (part == 0) continue;
      const std::int64_t principal = lot.paid_used(lot.used + part) - lot.paid_used(lot.used);
      lot.used += part, amount -= part;
      split.principal += principal, split.bonus += part - principal;
      card.uses[sale].push_back({i, part, 0});
    }
    return split;
  }

  void compare(const std::string& what, const Split& mine, const Split& theirs) {
    if (mine != theirs)
      wrong_.push_back(what + " moved " + words(theirs) + " on a card, should be " + words(mine));
  }

  std::int64_t compare_card(const std::string& id, const Card& card) {
    std::int64_t principal = 0, bonus = 0;
    for (const Lot& lot : card.lots) {
      const std::int64_t left = lot.paid - lot.paid_used(lot.used);
      principal += left, bonus += lot.amount - lot.used - left;
      if (lot.remaining != lot.amount - lot.used)
        wrong_.push_back("lot " + lot.id + " of card " + id + " holds " + std::to_string(lot.remaining) +
                         ", should hold " + std::to_string(lot.amount - lot.used));
    }
    if (balances_["stored/" + id + "/principal"] != principal ||
        balances_["stored/" + id + "/bonus"] != bonus)
      wrong_.push_back("card " + id + " should hold " + std::to_string(principal) + "+" +
                       std::to_string(bonus));
    balances_.erase("stored/" + id + "/principal");
    balances_.erase("stored/" + id + "/bonus");
    return principal + bonus;
  }

  Findings& wrong_;
  std::map<std::string, std::vector<Lot>> made_;  // by what made them, until that is told
  std::map<std::string, Card> cards_;
  std::map<std::string, Promise> promises_;
  std::vector<std::string> is_card_;
  std::map<std::string, bool> may_end_;
  std::map<std::string, std::int64_t> balances_;
  std::vector<Event> events_;
  std::int64_t issued_ = 0, spent_ = 0, cashed_ = 0;
};

void tell_sale(const std::string& id, const BookedSale& booked, CardsBook& book) {
  const std::int64_t at = booked.receipt->recorded_at.ms;
  const std::string till = booked.sale.till_id.text();
  for (const checkout::Tender& tender : booked.receipt->tenders)
    if (tender.allowance_id && tender.kind == checkout::TenderKind::stored_value)
      book.tell(at, 1, [&book, id, at, till, tender] { book.pay(id, at, till, tender); });
  for (const BookedReturn& back : booked.returns)
    for (const checkout::Tender& tender : back.receipt.tenders)
      if (tender.card_id)
        book.tell(back.receipt.recorded_at.ms, 1, [&book, id, tender] { book.give_back(id, tender); });
}

void tell_operation(const BookedOperation& operation, CardsBook& book) {
  const std::int64_t at = operation.receipt.happened_at.ms;
  const auto kind = operation.receipt.kind;
  if (kind == wallet::OperationKind::recharge || kind == wallet::OperationKind::gift_card)
    book.tell(at, 1, [&book, &operation] { book.recharge(operation); });
  if (kind == wallet::OperationKind::cash_out)
    book.tell(at, 1, [&book, &operation] { book.cash_out(operation); });
}

}  // namespace

// P4, P20, P21.
void Auditor::compare_cards(db::Transaction& tx, Findings& wrong) const {
  CardsBook book(wrong);
  book.read(tx, shop_.merchant_id);
  book.tell_promises(asks_, released_);
  for (const auto& [id, booked] : sales_)
    if (booked.receipt) tell_sale(id, booked, book);
  for (const BookedOperation& operation : operations_) tell_operation(operation, book);
  book.finish();
}

}  // namespace huiji::sim
