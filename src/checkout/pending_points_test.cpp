// Points that wait (积分冻结期, product.md 1.6 and 4.9): a sale in a channel with a waiting time gives points
// that open later; a return before that takes them from what waits, afterwards from the lot they became. On
// both engines; after each story verify finds nothing.
#include "checkout/value_test_shop.hpp"
#include "members/close_flow.hpp"
#include "members/merge_flow.hpp"
#include "wallet/member_holdings_store.hpp"

namespace huiji::checkout {
namespace {

class PendingPoints : public ValueShop {
 protected:
  void SetUp() override {
    wallet::ValuePolicy policy;
    policy.pending = {{"online", 7}, {"group", 1}};
    put_policy(policy);
  }
  SaleRequest online(int till, std::vector<SaleLine> lines, MemberId member, const char* channel = "online") {
    SaleRequest request = shop.request(till, std::move(lines), member);
    request.facts = TillFacts{};
    request.facts->channel = channel;
    return shop.priced(std::move(request));
  }
  Receipt sold_online(std::vector<SaleLine> lines, MemberId member, const char* channel = "online") {
    const auto receipt = shop.sell(0, shop.new_id(), online(0, std::move(lines), member, channel));
    HUIJI_CHECK(receipt);
    return *receipt;
  }
  wallet::Wallet wallet_of(MemberId member) {
    return *read<Result<wallet::Wallet>>([&](db::Transaction& transaction) {
      return wallet::wallet_of(transaction, shop.merchant_id, member, shop.clock.now());
    });
  }
  // One step of the job for today, of one lot.
  wallet::JobProgress one_step() {
    return *write<wallet::JobProgress>([&](db::Transaction& transaction) -> Result<wallet::JobProgress> {
      const Date today = wallet::place_of(transaction, shop.caller(0), shop.clock.now()).today;
      return wallet::step_job(transaction, shop.merchant_id, wallet::Job::activation, today, shop.clock.now(),
                              1);
    });
  }
  wallet::Liability owed() {
    return read<wallet::Liability>([&](db::Transaction& transaction) {
      return wallet::liability(
          transaction, shop.merchant_id,
          shop.clock.now().ms / kDay_ms > 0 ? Date{int(shop.clock.now().ms / kDay_ms)} : Date{});
    });
  }
  void a_day(int days = 1) { shop.clock.advance(days * kDay_ms); }
  void TearDown() override { shop.expect_sound(); }
};

TEST_P(PendingPoints, AnOnlineSaleWaitsForItsReturnPeriod) {
  const Receipt receipt = sold_online({line(6, 3)}, shop.members[0]);
  ASSERT_GT(receipt.points.count, 0);
  EXPECT_EQ(receipt.points_pending, receipt.points);
  EXPECT_EQ(receipt.points_balance, Points{0});
  wallet::Wallet wallet = wallet_of(shop.members[0]);
  EXPECT_EQ(wallet.points, Points{0});
  EXPECT_EQ(wallet.points_available, Points{0});
  EXPECT_EQ(wallet.points_pending, receipt.points);
  EXPECT_EQ(wallet.points_open_on, receipt.points_open_on);
  EXPECT_EQ(wallet.points_open_on->days, receipt.business_day.days + 8) << "seven whole days after its own";
  EXPECT_EQ(owed().points_pending, receipt.points);
  EXPECT_EQ(owed().points, Points{0});
  a_day(7);
  run_jobs();
  EXPECT_EQ(shop.points(shop.members[0]), Points{0}) << "not before";
  a_day();
  run_jobs();
  wallet = wallet_of(shop.members[0]);
  EXPECT_EQ(wallet.points, receipt.points);
  EXPECT_EQ(wallet.points_pending, Points{0});
  EXPECT_FALSE(wallet.points_open_on);
  EXPECT_EQ(wallet.points_expire_on, end_of_month(*receipt.points_open_on, 12)) << "from the day they opened";
  run_jobs();
  EXPECT_EQ(shop.points(shop.members[0]), receipt.points) << "once";
}

TEST_P(PendingPoints, AtTheTillTheyCountAtOnce) {
  const Receipt receipt = shop.sold(0, {line(6, 3)}, shop.members[0]);
  EXPECT_FALSE(receipt.points_pending);
  EXPECT_EQ(receipt.points_balance, receipt.points);
  const Receipt other = sold_online({line(6, 3)}, shop.members[1], "till");
  EXPECT_EQ(other.points_balance, other.points) << "the same in words";
}

TEST_P(PendingPoints, AChannelThatTheRulesNeverListedIsRefusedToATill) {
  const auto refused = shop.sell(0, shop.new_id(), online(0, {line(6, 3)}, shop.members[0], "phone"));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.refusal().code, &sale_channel_wrong);
  const SaleRequest earlier = online(0, {line(6, 3)}, shop.members[0]);
  put_policy({});
  const auto receipt = shop.sell(0, shop.new_id(), earlier);
  ASSERT_TRUE(receipt) << "it was listed when the till was last online";
  EXPECT_EQ(receipt->points_balance, receipt->points) << "nothing waits any more";
}

TEST_P(PendingPoints, ALostReplyGivesThemOnce) {
  const SaleId sale_id = shop.new_id();
  const SaleRequest request = online(0, {line(6, 3)}, shop.members[0]);
  const auto first = shop.sell(0, sale_id, request), again = shop.sell(0, sale_id, request);
  ASSERT_TRUE(first && again);
  EXPECT_EQ(again->points_pending, first->points_pending);
  EXPECT_EQ(again->points_open_on, first->points_open_on);
  EXPECT_EQ(wallet_of(shop.members[0]).points_pending, first->points);
}

TEST_P(PendingPoints, ReturnsBeforeTakeWhatWaitsAndAfterwardsWhatItBecame) {
  const Receipt receipt = sold_online({line(6, 4)}, shop.members[0]);
  const auto back = [&] {
    return *shop.take_back(0, shop.new_id(), shop.give_back(0, receipt.sale_id, {{1, pieces(1)}}));
  };
  const Receipt before = back();
  EXPECT_EQ(before.points_pending, before.points);
  EXPECT_EQ(before.points_balance, Points{0});
  EXPECT_EQ(wallet_of(shop.members[0]).points_pending, receipt.points - before.points);
  shop.expect_sound();
  a_day(8);
  run_jobs();
  EXPECT_EQ(shop.points(shop.members[0]), receipt.points - before.points);
  Points taken = before.points;
  for (int i = 0; i < 3; ++i) {
    const Receipt after = back();
    EXPECT_FALSE(after.points_pending);
    taken += after.points;
    EXPECT_EQ(after.points_balance, receipt.points - taken);
    shop.expect_sound();
  }
  EXPECT_EQ(taken, receipt.points) << "parts add up to the whole";
  EXPECT_EQ(shop.points(shop.members[0]), Points{0});
}

TEST_P(PendingPoints, WhatOpensFillsADebtFirst) {
  adjust(shop.members[0], 30);
  adjust(shop.members[0], -100);  // 70 owed
  const Receipt one = sold_online({line(6, 3)}, shop.members[0]);
  const Receipt two = sold_online({line(7, 2)}, shop.members[0]);
  EXPECT_EQ(shop.points(shop.members[0]), Points{-70}) << "what waits pays nothing yet";
  a_day(8);
  run_jobs();
  EXPECT_EQ(shop.points(shop.members[0]), one.points + two.points - Points{70});
}

TEST_P(PendingPoints, AnInterruptedRunGoesOnWhereItStopped) {
  std::vector<Receipt> receipts;
  for (int i = 0; i < 5; ++i) receipts.push_back(sold_online({line(6, 1 + i)}, shop.members[i % 2]));
  a_day(8);
  EXPECT_FALSE(one_step().finished);
  EXPECT_FALSE(one_step().finished);
  EXPECT_EQ(shop.number("SELECT count(*) FROM posting WHERE reason = 'activation'"), 2);
  shop.expect_sound();
  // Between two steps a till goes on: it takes back a sale whose points wait still, and one whose do not.
  for (const Receipt& receipt : receipts)
    ASSERT_TRUE(shop.take_back(0, shop.new_id(), shop.give_back(0, receipt.sale_id, {{1, pieces(1)}})));
  shop.expect_sound();
  run_jobs();
  EXPECT_EQ(wallet_of(shop.members[0]).points_pending, Points{0});
  EXPECT_EQ(wallet_of(shop.members[1]).points_pending, Points{0});
  EXPECT_TRUE(one_step().finished);
  EXPECT_EQ(shop.number("SELECT count(*) FROM lot WHERE account LIKE 'points-pending/%'"), 0);
}

TEST_P(PendingPoints, ALateOfflineSaleWhosePeriodIsOverCountsAtOnce) {
  SaleRequest request = online(0, {line(6, 3)}, shop.members[0], "group");
  a_day(3);
  const auto receipt = shop.sell(0, shop.new_id(), request);
  ASSERT_TRUE(receipt) << receipt.refusal().text(false);
  EXPECT_FALSE(receipt->points_pending);
  EXPECT_EQ(shop.points(shop.members[0]), receipt->points);
}

TEST_P(PendingPoints, TheStatementTellsBothAccounts) {
  const Receipt receipt = sold_online({line(6, 3)}, shop.members[0]);
  a_day(8);
  run_jobs();
  const auto statement = read<wallet::Statement>([&](db::Transaction& transaction) {
    return wallet::statement_of(transaction, shop.merchant_id, wallet::StatementOf::points,
                                shop.members[0].bytes, "");
  });
  ASSERT_EQ(statement.lines.size(), 3u);
  EXPECT_EQ(statement.lines[0].reason, "activation");
  EXPECT_EQ(statement.lines[1].reason, "activation");
  EXPECT_EQ(statement.lines[0].change + statement.lines[1].change, 0);
  EXPECT_EQ(statement.lines[2].asset, wallet::Asset::pending_points);
  EXPECT_EQ(statement.lines[2].after, receipt.points.count);
}

// ---- members that are merged, un-merged and closed while points wait

class PendingLives : public PendingPoints {
 protected:
  wallet::MemberHoldings holdings;
  crypto::Passwords passwords{crypto::PasswordCost::cheap()};
  members::Services member_services() {
    return {*store, shop.clock, shop.random, shop.keys, passwords, {}, {}, {}, &holdings};
  }
  members::Actor actor() { return {shop.merchant_id, shop.manager, {}, shop.clock.now()}; }
  OperationId merged(MemberId loser, MemberId winner) {
    const OperationId id = new_id<OperationId>();
    const auto done = write<Done>([&](db::Transaction& transaction) {
      return members::merge_members(transaction, member_services(), actor(), id, {loser, winner, "同一人"});
    });
    HUIJI_CHECK(done);
    return id;
  }
  void unmerge(OperationId id) {
    ASSERT_TRUE(write<Done>([&](db::Transaction& transaction) {
      return members::undo_merge(transaction, member_services(), actor(), id, {"弄错了"});
    }));
  }
};

TEST_P(PendingLives, AMergeTakesThemAlongAndItsUndoingGivesThemBack) {
  const auto [loser, winner] = std::pair(shop.members[1], shop.members[0]);
  const Receipt one = sold_online({line(6, 3)}, loser), two = sold_online({line(6, 2)}, winner);
  const OperationId id = merged(loser, winner);
  EXPECT_EQ(wallet_of(winner).points_pending, one.points + two.points);
  shop.expect_sound();
  unmerge(id);
  EXPECT_EQ(wallet_of(loser).points_pending, one.points);
  EXPECT_EQ(wallet_of(winner).points_pending, two.points);
}

TEST_P(PendingLives, WhatOpenedMeanwhileGoesBackToo) {
  const auto [loser, winner] = std::pair(shop.members[1], shop.members[0]);
  adjust(loser, 40);
  const Receipt one = sold_online({line(6, 3)}, loser), two = sold_online({line(6, 2)}, winner);
  const OperationId id = merged(loser, winner);
  a_day(8);
  run_jobs();
  EXPECT_EQ(shop.points(winner), one.points + two.points + Points{40});
  unmerge(id);
  EXPECT_EQ(shop.points(loser), one.points + Points{40});
  EXPECT_EQ(shop.points(winner), two.points);
}

TEST_P(PendingLives, AClosingSaysAndEndsThem) {
  const Receipt receipt = sold_online({line(6, 3)}, shop.members[0]);
  const auto close = [&](Points points) {
    return write<Done>([&](db::Transaction& transaction) {
      members::ClosingRequest request;
      request.operation_id = new_id<OperationId>();
      request.points = points;
      request.reason = "本人申请";
      return members::close_member(transaction, member_services(), actor(), shop.members[0], request);
    });
  };
  EXPECT_FALSE(close({0})) << "what waits is his, too: the customer saw another number";
  ASSERT_TRUE(close(receipt.points));
  EXPECT_EQ(wallet_of(shop.members[0]).points_pending, Points{0});
  a_day(8);
  run_jobs();
  EXPECT_EQ(shop.points(shop.members[0]), Points{0});
}

HUIJI_ON_EACH_ENGINE(PendingPoints);
HUIJI_ON_EACH_ENGINE(PendingLives);

}  // namespace
}  // namespace huiji::checkout
