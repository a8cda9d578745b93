// Any history of households on both engines: sales at the till and online, points spent, goods brought back,
// joins, leavings, adjustments, expiry. No join and no leaving makes or loses a point, who leaves has what
// was left of what he earned, the total is what the test counted, and verify finds nothing.
#include <random>

#include "checkout/household_test_shop.hpp"

namespace huiji::checkout {
namespace {

class HouseholdHistory : public HouseholdShop {
 protected:
  std::mt19937 dice;
  std::int64_t counted = 0;  // of all points, with those that wait and those that expired
  struct Sold {
    SaleId sale_id;
    std::int64_t left = 0;
  };
  std::vector<Sold> sales;
  int moves = 0;

  int roll(int sides) { return int(dice() % unsigned(sides)); }
  MemberId anybody() { return people[std::size_t(roll(4))]; }
  HouseholdId any_home() { return roll(3) == 0 ? other : home; }
  std::int64_t sum_of(const std::string& where) {
    return -shop.number(
        "SELECT CAST(coalesce(sum(amount), 0) AS BIGINT) FROM balance WHERE currency = 'PTS' AND " + where);
  }
  std::int64_t total() { return sum_of("(account LIKE 'points/%' OR account LIKE 'points-pending/%')"); }

  void sell() {
    const MemberId member = anybody();
    SaleRequest request = shop.request(0, {line(roll(4), 1 + roll(3)), line(6, 1 + roll(4))}, member);
    request.facts = TillFacts{};
    if (roll(3) == 0) request.facts->channel = "online";
    const std::int64_t free = wallet_of(member).points_available.count;
    if (free >= 100 && roll(2) == 0) {
      const auto held = hold_points(member, 1 + roll(int(std::min<std::int64_t>(free, 900))));
      ASSERT_TRUE(held) << held.refusal().text(false);
      request.facts->points = request.facts->spend_points = Points{held->amount};
      request.facts->point_allowances = {held->allowance_id};
    }
    const SaleId sale_id = shop.new_id();
    const auto receipt = shop.sell(0, sale_id, shop.priced(std::move(request)));
    ASSERT_TRUE(receipt) << receipt.refusal().text(false);
    counted += receipt->points.count - receipt->points_spent.value_or(Points{}).count;
    sales.push_back({sale_id, receipt->lines[1].quantity.thousandths / 1000});
    EXPECT_EQ(receipt->points_balance, wallet_of(member).points);
    free_holds();
  }
  void free_holds() {
    shop.clock.advance(kHour_ms);
    ASSERT_TRUE(write<int>([&](db::Transaction& transaction) -> Result<int> {
      return wallet::free_overdue_holds(transaction, shop.merchant_id, shop.clock.now(), 10);
    }));
  }
  void give_back() {
    if (sales.empty()) return;
    Sold& sold = sales[std::size_t(roll(int(sales.size())))];
    if (sold.left == 0) return;
    const std::int64_t back = 1 + roll(int(sold.left));
    const auto receipt =
        shop.take_back(0, shop.new_id(), shop.give_back(0, sold.sale_id, {{2, pieces(back)}}));
    ASSERT_TRUE(receipt) << receipt.refusal().text(false);
    sold.left -= back;
    counted -= receipt->points.count - receipt->points_spent.value_or(Points{}).count;
    EXPECT_EQ(receipt->points_balance, wallet_of(*receipt->member_id).points);
  }
  void change_points() {
    const std::int64_t change = roll(3) == 0 ? -1 - roll(150) : 1 + roll(400);
    adjust(anybody(), change);
    counted += change;
  }
  void come_or_go() {
    const MemberId member = anybody();
    const auto household = household_of(member);
    const std::int64_t before = total();
    if (!household) {
      moves += bool(join(member, any_home()));
    } else {
      std::int64_t share = -1;
      if (household->members.size() > 1)
        for (const auto& one : household->members)
          if (one.member_id == member) share = one.points.count;
      if (leave(member, household->household_id)) {
        ++moves;
        const wallet::Wallet now = wallet_of(member);
        if (share >= 0) {
          EXPECT_EQ(now.points.count + now.points_pending.count, share);
        }
      }
    }
    EXPECT_EQ(total(), before);
  }
  void wait() {
    shop.clock.advance(kDay_ms * (1 + roll(9)));
    run_jobs();
  }
  void step() {
    switch (roll(10)) {
      case 0:
      case 1:
      case 2:
        return sell();
      case 3:
      case 4:
        return give_back();
      case 5:
        return change_points();
      case 6:
      case 7:
      case 8:
        return come_or_go();
      default:
        return wait();
    }
  }
};

TEST_P(HouseholdHistory, NoPointIsMadeOrLost) {
  allow_points();
  wallet::ValuePolicy policy;
  policy.points_valid_months = 1;
  policy.notice_days = 5;
  policy.pending = {{"online", 2}};
  policy.household_size = 3;
  put_policy(policy);
  const int steps = GetParam() == db::Engine::sqlite ? 400 : 80;
  for (const unsigned seed : {20261126u, 4u}) {
    dice.seed(seed);
    for (int i = 0; i < steps && !HasFailure(); ++i) {
      SCOPED_TRACE("seed " + std::to_string(seed) + " step " + std::to_string(i));
      step();
      EXPECT_EQ(total() + sum_of("account LIKE 'points-expired/%'"), counted);
      if (i % 20 == 0) shop.expect_sound();
    }
  }
  shop.expect_sound();
  EXPECT_GT(moves, steps / 10);
}

HUIJI_ON_EACH_ENGINE(HouseholdHistory);

}  // namespace
}  // namespace huiji::checkout
