// Any history of members' value, on both engines, with books that the test keeps by itself from what the till
// was told: cards, points and the drawer agree with them after every step, and verify finds nothing. These
// stand for the pains of product.md section 2: P1 (a retry is once), P4 and P20 (nothing is spent twice or
// minted), P6 (odoo#257854: refunds keep no earned points), P7 (odoo#212922: spent points neither lost nor
// turned into cash), P8 (erpnext#59050: one ledger), P9 (expiry never breaks the lots), P21 (cash-out).
#include <random>

#include "checkout/value_test_shop.hpp"
#include "wallet/cash_out_flow.hpp"

namespace huiji::checkout {
namespace {

class ValueHistory : public ValueShop {
 protected:
  // The test's own books.
  std::map<CardId, Money> cards;
  std::map<MemberId, std::int64_t> points;  // with those that wait
  struct Waiting {
    MemberId member;
    std::int64_t points = 0;
    Date open_on;
  };
  std::map<SaleId, Waiting> waiting;  // what sales online gave, until a run of the job opened it for certain
  Money drawer;
  struct Sold {
    Receipt receipt;
    std::vector<std::int64_t> left;  // pieces of each line
  };
  std::vector<Sold> sales;
  std::map<CardId, std::int64_t> uses;  // left of count cards
  std::vector<AllowanceView> promises;  // that wait; of a lease `amount` is what is left of it
  const PackageId count_package = test_id<PackageId>(40, 2);
  std::mt19937 dice;

  int roll(int sides) { return int(dice() % unsigned(sides)); }
  MemberId anybody() { return shop.members[roll(2)]; }

  void prepare() {
    promotions::PricingPolicy policy;
    policy.points_per_yuan = 3;
    policy.points_payment = pricing::PointsPayment{50, {50}, {}, {6000}, {}};
    shop.change_policy(policy);
    add_package();
    wallet::ValuePolicy value;
    value.lease_stored = {30'00};
    value.lease_points = {500};
    value.pending = {{"online", 1}};
    put_policy(value);
    wallet::Package count;
    count.kind = wallet::CardKind::count;
    count.name = "洗车七次";
    count.price = {100'00};
    count.uses = 7;
    count.free_uses = 1;
    ASSERT_TRUE(write<wallet::StoredPackage>([&](db::Transaction& transaction) {
      return wallet::put_package(transaction, in_office(shop.manager), count_package, {0, count},
                                 shop.clock.now());
    }));
  }

  void recharge_card() {
    const MemberId member = anybody();
    const bool package = roll(2) == 0;
    const Money amount = package ? Money{500'00} : Money{1 + roll(90'00)};
    const OperationId id = new_id<OperationId>();
    for (int i = 0; i <= roll(2); ++i) {  // P1: sent once or twice
      const auto receipt = recharge(id, member, amount, package);
      if (!receipt) return;  // the law's limit
      if (i > 0) continue;
      drawer += receipt->cash;
      for (const wallet::AssetChange& change : receipt->changes)
        cards[*receipt->card_id] += Money{change.change};
    }
  }

  std::optional<AllowanceView> hold_some_points(MemberId member) {
    const std::int64_t free = read<std::int64_t>([&](db::Transaction& transaction) {
      return wallet::available(transaction, shop.merchant_id, ledger::points_account(member),
                               shop.clock.now());
    });
    if (free < 50 || roll(2) == 0) return {};
    wallet::AllowanceRequest wanted;
    wanted.member_id = member;
    wanted.amount = 1 + roll(int(std::min<std::int64_t>(free, 5000)));
    const auto held = ask(0, wanted);
    HUIJI_CHECK(held);
    return *held;
  }

  // P4: leased to this till earlier, spent in parts while others spend what is left.
  std::optional<AllowanceView> leased_money(MemberId member) {
    for (const AllowanceView& promise : promises)
      if (promise.use == wallet::AllowanceUse::lease && promise.card_id && promise.member_id == member &&
          promise.amount > 0)
        return promise;
    return {};
  }

  std::optional<AllowanceView> hold_some_money(MemberId member) {
    if (const auto leased = leased_money(member); leased && roll(2) == 0) return leased;
    for (const auto& [card_id, value] : cards) {
      const wallet::CardView view = card(card_id);
      if (view.member_id != member || view.state != wallet::CardState::active || view.available.minor <= 0 ||
          roll(3) == 0)
        continue;
      const auto held = hold_card(0, card_id, {1 + roll(int(view.available.minor))});
      HUIJI_CHECK(held);
      return *held;
    }
    return {};
  }

  SaleRequest request_with(MemberId member, const std::optional<AllowanceView>& money,
                           const std::optional<AllowanceView>& spent_points) {
    std::vector<SaleLine> lines = {line(roll(4), 1 + roll(4)), line(6 + roll(3), 1 + roll(3))};
    SaleRequest request = shop.request(0, lines, member);
    request.facts = TillFacts{};
    if (roll(3) == 0) request.facts->channel = "online";
    if (spent_points) {
      request.facts->points = request.facts->spend_points = Points{spent_points->amount};
      request.facts->point_allowances = {spent_points->allowance_id};
    }
    if (money) {  // what is paid with it depends on the price, which its bonus does not change
      request.facts->bonus_tender = money->bonus;
    }
    return shop.priced(std::move(request));
  }

  void pay_with(SaleRequest& request, const AllowanceView& money) {
    const Money part = std::min(request.payable, Money{money.amount});
    if (part.minor == 0) return;
    Tender tender;
    tender.kind = TenderKind::stored_value;
    tender.amount = tender.tendered = part;
    tender.allowance_id = money.allowance_id;
    request.tenders = {tender};
    const Money rest = request.payable - part;
    if (rest.minor > 0) request.tenders.push_back({TenderKind::cash, rest, rest, {}});
  }

  void book(const Receipt& receipt, int sign) {
    for (const Tender& tender : receipt.tenders) {
      for (AllowanceView& promise : promises)
        if (sign > 0 && promise.allowance_id == tender.allowance_id) promise.amount -= tender.amount.minor;
      if (tender.kind == TenderKind::cash) drawer.minor += sign * tender.amount.minor;
      if (tender.card_id) {
        EXPECT_FALSE(tender.shortage);
        cards[*tender.card_id].minor -= sign * tender.amount.minor;
      }
    }
    points[*receipt.member_id] +=
        sign * (receipt.points.count - receipt.points_spent.value_or(Points{}).count);
  }

  void sell_something() {
    const MemberId member = anybody();
    const auto money = hold_some_money(member);
    const auto spent_points = hold_some_points(member);
    SaleRequest request = request_with(member, money, spent_points);
    if (money) pay_with(request, *money);
    const SaleId sale_id = shop.new_id();
    const auto receipt = shop.sell(0, sale_id, request);
    ASSERT_TRUE(receipt) << receipt.refusal().text(false);
    if (roll(3) == 0) {
      const auto again = shop.sell(0, sale_id, request);  // P1: the reply was lost
      ASSERT_TRUE(again);
      EXPECT_EQ(again->payable, receipt->payable);
    }
    book(*receipt, 1);
    if (receipt->points_pending)
      waiting[sale_id] = {member, receipt->points_pending->count, *receipt->points_open_on};
    EXPECT_EQ(receipt->points_balance, shop.points(member));
    Sold sold{*receipt, {}};
    for (const ReceiptLine& line : receipt->lines) sold.left.push_back(line.quantity.thousandths / 1000);
    sales.push_back(std::move(sold));
  }

  void give_something_back() {
    if (sales.empty()) return;
    Sold& sold = sales[std::size_t(roll(int(sales.size())))];
    std::vector<ReturnLine> lines;
    for (std::size_t i = 0; i < sold.left.size(); ++i) {
      const std::int64_t back = sold.left[i] == 0 ? 0 : roll(int(sold.left[i]) + 1);
      if (back > 0) lines.push_back({int(i + 1), pieces(back)});
    }
    if (lines.empty()) return;
    const auto receipt = shop.take_back(0, shop.new_id(), shop.give_back(0, sold.receipt.sale_id, lines));
    ASSERT_TRUE(receipt) << receipt.refusal().text(false);
    for (const ReturnLine& line : lines)
      sold.left[std::size_t(line.line_no - 1)] -= line.quantity.thousandths / 1000;
    book(*receipt, -1);
    take_from_waiting(sold.receipt.sale_id, *receipt);
  }

  // Before its points open a return takes them from those that wait and from nowhere else; of one that is due
  // an interrupted run of the job may have opened them.
  void take_from_waiting(SaleId sale_id, const Receipt& receipt) {
    const auto found = waiting.find(sale_id);
    const std::int64_t taken = receipt.points_pending.value_or(Points{}).count;
    if (found == waiting.end()) {
      EXPECT_EQ(taken, 0);
      return;
    }
    if (found->second.open_on > today()) {
      EXPECT_EQ(taken, receipt.points.count);
    } else {
      EXPECT_TRUE(taken == receipt.points.count || taken == 0);
    }
    found->second.points -= receipt.points.count;
  }

  Date today() { return business_day(shop.clock.now(), 480, 0); }
  std::int64_t pending(MemberId member) {
    return read<std::int64_t>([&](db::Transaction& transaction) {
      return ledger::held(transaction, shop.merchant_id, ledger::pending_account(member),
                          ledger::Currency::PTS);
    });
  }

  // The job stops after a few lots, or goes to its end; then all that was due is open.
  void open_points() {
    if (roll(2) == 0) {
      int steps = roll(3);
      wallet::run_jobs(*store, shop.clock, shop.merchant_id, wallet::JobPace(1),
                       [&](const wallet::JobProgress&) { return steps-- > 0; });
      return;
    }
    shop.clock.advance(kDay_ms);  // the day's run may be over: tomorrow's
    run_jobs();
    std::erase_if(waiting, [&](const auto& one) { return one.second.open_on <= today(); });
    for (const MemberId member : shop.members) {
      std::int64_t left = 0;
      for (const auto& [sale_id, one] : waiting) left += one.member == member ? one.points : 0;
      EXPECT_EQ(pending(member), left);
    }
  }

  void adjust_something() {
    const MemberId member = anybody();
    const std::int64_t change = roll(2) == 0 ? 1 + roll(900) : -1 - roll(300);
    if (adjust(member, change).state == wallet::AdjustmentState::done) points[member] += change;
  }

  void pay_out() {
    if (cards.empty() || roll(3) != 0) return;
    auto chosen = cards.begin();
    std::advance(chosen, roll(int(cards.size())));
    const auto quoted = read<Result<wallet::CashOutQuote>>([&](db::Transaction& transaction) {
      return wallet::quote(transaction, shop.merchant_id, chosen->first, shop.clock.now());
    });
    ASSERT_TRUE(quoted);
    EXPECT_LE(quoted->payable_customer_cause, quoted->payable_shop_cause);
    const auto paid = write<OperationReceipt>([&](db::Transaction& transaction) {
      return wallet::cash_out(transaction, at_till(0), new_id<OperationId>(),
                              {chosen->first, wallet::ReturnCause::customer, quoted->payable_customer_cause,
                               "退卡", shop.clock.now()},
                              shop.clock.now());
    });
    if (!paid) return;  // closed already, or promised to a till
    drawer += paid->cash;
    chosen->second = {};
  }

  // A promise that is not spent at once: a hold that somebody forgets, or a lease.
  void promise_something() {
    wallet::AllowanceRequest wanted;
    wanted.use = roll(2) == 0 ? wallet::AllowanceUse::hold : wallet::AllowanceUse::lease;
    wanted.amount = 1 + roll(20'00);
    if (roll(2) == 0 || cards.empty()) {
      wanted.member_id = anybody();
    } else {
      auto chosen = cards.begin();
      std::advance(chosen, roll(int(cards.size())));
      wanted.card_id = chosen->first;
    }
    const auto promised = ask(0, wanted);
    if (promised) promises.push_back(*promised);
  }

  void release_something() {
    if (promises.empty()) return;
    const auto chosen = promises.begin() + roll(int(promises.size()));
    ASSERT_TRUE(write<AllowanceView>([&](db::Transaction& transaction) {
      return wallet::release_allowance(transaction, at_till(0), chosen->allowance_id, shop.clock.now());
    }));
    promises.erase(chosen);
  }

  void donate_something() {
    const MemberId member = anybody();
    const std::int64_t count = 1 + roll(50);
    const auto given = write<OperationReceipt>([&](db::Transaction& transaction) {
      return wallet::donate(transaction, at_till(0), new_id<OperationId>(), {member, {count}, "希望小学"},
                            shop.clock.now());
    });
    if (given) points[member] -= count;
  }

  void sell_or_use_count_card() {
    if (uses.empty() || roll(4) == 0) {
      const auto sold = write<OperationReceipt>([&](db::Transaction& transaction) {
        return wallet::sell_count_card(transaction, services, at_till(0), new_id<OperationId>(),
                                       {count_package, anybody(), {100'00}, {100'00}, shop.clock.now()},
                                       shop.clock.now());
      });
      ASSERT_TRUE(sold) << sold.refusal().text(false);
      drawer += sold->cash;
      uses[*sold->card_id] = 8;
      return;
    }
    auto chosen = uses.begin();
    std::advance(chosen, roll(int(uses.size())));
    const std::int64_t wanted = 1 + roll(3);
    const auto used = write<OperationReceipt>([&](db::Transaction& transaction) {
      return wallet::use_count_card(transaction, at_till(0), new_id<OperationId>(),
                                    {chosen->first, wanted, shop.clock.now()}, shop.clock.now());
    });
    EXPECT_EQ(bool(used), wanted <= chosen->second);
    if (used) chosen->second -= wanted;
  }

  void wait() {
    shop.clock.advance(kHour_ms * (1 + roll(24)));
    const auto freed = write<int>([&](db::Transaction& transaction) -> Result<int> {
      return wallet::free_overdue_holds(transaction, shop.merchant_id, shop.clock.now(), 100);
    });
    ASSERT_TRUE(freed);
  }

  void step() {
    switch (roll(17)) {
      case 0:
      case 1:
        return recharge_card();
      case 2:
      case 3:
      case 4:
      case 5:
        return sell_something();
      case 6:
      case 7:
      case 8:
        return give_something_back();
      case 9:
        return adjust_something();
      case 10:
        return pay_out();
      case 11:
        return promise_something();
      case 12:
        return release_something();
      case 13:
        return donate_something();
      case 14:
        return sell_or_use_count_card();
      case 15:
        return open_points();
      default:
        return wait();
    }
  }

  void compare() {
    for (const auto& [card_id, value] : cards) EXPECT_EQ(value_of(card_id), value);
    for (const auto& [card_id, left] : uses) EXPECT_EQ(card(card_id).uses, left);
    for (const auto& [member, count] : points)
      EXPECT_EQ(shop.points(member) + Points{pending(member)}, Points{count});
    Money cash;
    cash.minor = shop.number(
        "SELECT CAST(coalesce(sum(amount), 0) AS BIGINT) FROM balance WHERE account LIKE 'cash/%'");
    EXPECT_EQ(cash, drawer);
  }
};

TEST_P(ValueHistory, AgreesWithBooksOfItsOwn) {
  prepare();
  const int steps = GetParam() == db::Engine::sqlite ? 400 : 80;
  dice.seed(20261126);
  for (int i = 0; i < steps && !HasFailure(); ++i) {
    SCOPED_TRACE("step " + std::to_string(i));
    step();
    compare();
    if (i % 40 == 0) shop.expect_sound();
  }
  shop.expect_sound();
  EXPECT_GT(sales.size(), std::size_t(steps / 10));
}

// The same sale, paid with points, a card and cash, refunded in one piece and in parts in any order: the same
// money to each tender, the same points.
TEST_P(ValueHistory, ARefundInPartsIsTheRefundInOne) {
  prepare();
  dice.seed(7);
  const int rounds = GetParam() == db::Engine::sqlite ? 25 : 4;
  for (int round = 0; round < rounds && !HasFailure(); ++round) {
    struct Outcome {
      Money card, cash;
      std::int64_t back = 0, taken = 0;
    } outcomes[2];
    const int pieces_a = 1 + roll(4), pieces_b = 1 + roll(4), amount = 1 + roll(20'00),
              wanted = 50 * (1 + roll(8));
    for (int parts = 0; parts < 2; ++parts) {
      adjust(shop.members[0], 900);
      const CardId card_id = recharged(shop.members[0], {20'00});
      const auto money = hold_card(0, card_id, {amount});
      wallet::AllowanceRequest ask_points;
      ask_points.member_id = shop.members[0];
      ask_points.amount = wanted;
      const auto spent_points = ask(0, ask_points);
      ASSERT_TRUE(money && spent_points);
      SaleRequest request = shop.request(0, {line(1, pieces_a), line(7, pieces_b)}, shop.members[0]);
      request.facts = TillFacts{};
      request.facts->points = request.facts->spend_points = Points{wanted};
      request.facts->point_allowances = {spent_points->allowance_id};
      request.facts->bonus_tender = money->bonus;
      request = shop.priced(std::move(request));
      pay_with(request, *money);
      const SaleId sale_id = shop.new_id();
      const auto sale = shop.sell(0, sale_id, request);
      ASSERT_TRUE(sale) << sale.refusal().text(false);
      Outcome& outcome = outcomes[parts];
      std::vector<std::vector<ReturnLine>> pieces_back;
      if (parts == 0) {
        pieces_back = {{{1, pieces(pieces_a)}, {2, pieces(pieces_b)}}};
      } else {
        for (int i = 0; i < pieces_a; ++i) pieces_back.push_back({{1, pieces(1)}});
        for (int i = 0; i < pieces_b; ++i) pieces_back.push_back({{2, pieces(1)}});
        std::shuffle(pieces_back.begin(), pieces_back.end(), dice);
      }
      for (const auto& lines : pieces_back) {
        const auto back = shop.take_back(0, shop.new_id(), shop.give_back(0, sale_id, lines));
        ASSERT_TRUE(back) << back.refusal().text(false);
        for (const Tender& tender : back->tenders)
          (tender.kind == TenderKind::cash ? outcome.cash : outcome.card) += tender.amount;
        outcome.back += back->points_spent.value_or(Points{}).count;
        outcome.taken += back->points.count;
      }
      EXPECT_EQ(outcome.card + outcome.cash, sale->payable);
      EXPECT_EQ(outcome.back, sale->points_spent.value_or(Points{}).count);
      EXPECT_EQ(outcome.taken, sale->points.count);
      EXPECT_EQ(value_of(card_id).minor % 20'00, 0) << "the card holds what was paid on it";
      adjust(shop.members[0], -900);
    }
    EXPECT_EQ(outcomes[0].card, outcomes[1].card);
    EXPECT_EQ(outcomes[0].cash, outcomes[1].cash);
  }
  shop.expect_sound();
}

HUIJI_ON_EACH_ENGINE(ValueHistory);

}  // namespace
}  // namespace huiji::checkout
