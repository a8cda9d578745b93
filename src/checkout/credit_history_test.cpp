// Any history of a credit account, on both engines, beside books that the test keeps by itself: what is owed
// never goes above the limit, by whatever tills, leases and returns, and verify finds nothing.
#include <random>

#include "checkout/value_test_shop.hpp"
#include "wallet/credit_flow.hpp"

namespace huiji::checkout {
namespace {

class CreditHistory : public ValueShop {
 protected:
  static constexpr std::int64_t kLimit = 80'00;
  std::mt19937 dice{20261127};
  std::int64_t owed = 0, drawer = 0;
  std::vector<AllowanceView> promises;
  struct Sold {
    SaleId sale_id;
    std::int64_t left = 0;
  };
  std::vector<Sold> sales;
  const MemberId debtor = shop.members[0];

  int roll(int sides) { return int(dice() % unsigned(sides)); }

  wallet::CreditAccount account() {
    const auto found = read<Result<wallet::CreditAccount>>([&](db::Transaction& transaction) {
      return wallet::look_at_credit(transaction, in_office(shop.manager), debtor, shop.clock.now());
    });
    HUIJI_CHECK(found);
    return *found;
  }

  void prepare() {
    wallet::ValuePolicy policy;
    policy.lease_credit = {15'00};
    policy.write_down_alone = {5'00};
    put_policy(policy);
    ASSERT_TRUE(write<wallet::CreditAccount>([&](db::Transaction& transaction) {
      return wallet::put_credit(transaction, in_office(shop.manager), debtor,
                                {0, {wallet::CreditState::open, {kLimit}, 15, ""}}, shop.clock.now());
    }));
  }

  void promise() {
    wallet::AllowanceRequest wanted;
    wanted.use = roll(3) == 0 ? wallet::AllowanceUse::lease : wallet::AllowanceUse::hold;
    wanted.member_id = debtor;
    wanted.asset = wallet::Asset::receivable;
    wanted.amount = 1 + roll(30'00);
    const std::int64_t free = account().available.minor;
    const auto held = ask(0, wanted);
    EXPECT_EQ(bool(held), wanted.use == wallet::AllowanceUse::lease ? free > 0 : wanted.amount <= free);
    if (held) promises.push_back(*held);
  }

  void charge() {
    if (promises.empty()) return promise();
    const auto chosen = promises.begin() + roll(int(promises.size()));
    const std::int64_t count = 1 + roll(4);
    SaleRequest request = shop.request(0, {line(roll(4), count)}, debtor);
    Tender tender;
    tender.kind = TenderKind::on_account;
    tender.amount = tender.tendered = std::min(request.payable, Money{chosen->amount});
    tender.allowance_id = chosen->allowance_id;
    request.tenders = {tender};
    const Money rest = request.payable - tender.amount;
    if (rest.minor > 0) request.tenders.push_back({TenderKind::cash, rest, rest, {}});
    const SaleId sale_id = shop.new_id();
    for (int sent = 0; sent <= roll(2); ++sent) {  // the reply may be lost
      const auto receipt = shop.sell(0, sale_id, request);
      ASSERT_TRUE(receipt) << receipt.refusal().text(false);
    }
    owed += tender.amount.minor, drawer += rest.minor;
    sales.push_back({sale_id, count});
    chosen->amount -= tender.amount.minor;
    if (chosen->use == wallet::AllowanceUse::hold || chosen->amount == 0) promises.erase(chosen);
  }

  void take_back() {
    if (sales.empty()) return;
    Sold& sold = sales[std::size_t(roll(int(sales.size())))];
    if (sold.left == 0) return;
    const std::int64_t count = 1 + roll(int(sold.left));
    const auto back = shop.take_back(0, shop.new_id(), shop.give_back(0, sold.sale_id, {{1, pieces(count)}}));
    ASSERT_TRUE(back) << back.refusal().text(false);
    sold.left -= count;
    for (const Tender& tender : back->tenders)
      (tender.kind == TenderKind::cash ? drawer : owed) -= tender.amount.minor;
  }

  void pay() {
    const std::int64_t amount = 1 + roll(40'00);
    const auto paid = write<OperationReceipt>([&](db::Transaction& transaction) {
      return wallet::pay_credit(transaction, at_till(0), new_id<OperationId>(),
                                {debtor, {amount}, {amount}, shop.clock.now()}, shop.clock.now());
    });
    EXPECT_EQ(bool(paid), amount <= owed);
    if (paid) owed -= amount, drawer += amount;
  }

  void write_down() {
    const std::int64_t change = (roll(2) == 0 ? -1 : 1) * (1 + roll(5'00));
    const std::int64_t free = account().available.minor;
    const auto done = write<wallet::Adjustment>([&](db::Transaction& transaction) {
      return wallet::adjust(transaction, in_office(shop.manager), new_id<OperationId>(),
                            {debtor, wallet::Asset::receivable, change, "对账"}, shop.clock.now());
    });
    EXPECT_EQ(bool(done), change < 0 ? -change <= owed : change <= free);
    if (done) owed += change;
  }

  void release() {
    if (promises.empty()) return;
    const auto chosen = promises.begin() + roll(int(promises.size()));
    ASSERT_TRUE(write<AllowanceView>([&](db::Transaction& transaction) {
      return wallet::release_allowance(transaction, at_till(0), chosen->allowance_id, shop.clock.now());
    }));
    promises.erase(chosen);
  }

  void step() {
    switch (roll(9)) {
      case 0:
      case 1:
        return promise();
      case 2:
      case 3:
      case 4:
        return charge();
      case 5:
        return take_back();
      case 6:
        return pay();
      case 7:
        return write_down();
      default:
        return release();
    }
  }

  void compare() {
    const wallet::CreditAccount now = account();
    EXPECT_EQ(now.owed.minor, owed);
    EXPECT_LE(now.owed.minor + now.reserved.minor, kLimit);
    std::int64_t open = 0, promised = 0;
    for (const wallet::OpenCharge& charge : now.charges) open += charge.open.minor;
    EXPECT_EQ(open, std::max<std::int64_t>(0, owed)) << "open bills make what is owed";
    for (const AllowanceView& held : promises) promised += held.amount;
    EXPECT_EQ(now.reserved.minor, promised);
    EXPECT_EQ(shop.number(
                  "SELECT CAST(coalesce(sum(amount), 0) AS BIGINT) FROM balance WHERE account LIKE 'cash/%'"),
              drawer);
  }
};

TEST_P(CreditHistory, NeverOwesMoreThanTheLimit) {
  prepare();
  const int steps = GetParam() == db::Engine::sqlite ? 300 : 60;
  for (int i = 0; i < steps && !HasFailure(); ++i) {
    SCOPED_TRACE("step " + std::to_string(i));
    step();
    compare();
    if (i % 40 == 0) shop.expect_sound();
    shop.clock.advance(kMinute_ms / 4);
  }
  shop.expect_sound();
  EXPECT_GT(sales.size(), std::size_t(steps / 10));
}

HUIJI_ON_EACH_ENGINE(CreditHistory);

}  // namespace
}  // namespace huiji::checkout
