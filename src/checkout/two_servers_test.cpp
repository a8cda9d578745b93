// Two servers on one database: what one process's single writer cannot order is ordered by the database.
#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "checkout/test_shop.hpp"
#include "checkout/verify_store.hpp"

namespace huiji::checkout {
namespace {

class TwoServers : public testing::TestWithParam<db::Engine> {
 protected:
  test::FreshStore first = test::fresh_store_on_disk(GetParam());
  std::unique_ptr<db::Store> second = db::open(first.address());
  TestShop shop{*first};
  catalog::FactsCache facts;
  promotions::RulesCache rules;
  Services other{*second, shop.clock, facts, rules, shop.keys};

  // Each server runs its flow on a thread of its own, at the same time.
  template <class Flow>
  void on_both(Flow flow) {
    std::thread one([&] { flow(*first, shop.services, 0); });
    std::thread two([&] { flow(*second, other, 1); });
    one.join();
    two.join();
  }
};

TEST_P(TwoServers, TheSameGoodsComeBackOnce) {
  for (int round = 0; round < 8; ++round) {
    const Receipt sale = shop.sold(0, {line(1, 1), line(2, 2)}, shop.members[0]);
    // Different lines of one sale, so that no row but the guard is shared; points depend on both.
    const ReturnRequest requests[] = {shop.give_back(0, sale.sale_id, {{1, pieces(1)}}),
                                      shop.give_back(1, sale.sale_id, {{2, pieces(2)}, {1, pieces(1)}})};
    const SaleId ids[] = {shop.new_id(), shop.new_id()};
    std::atomic<int> won = 0;
    on_both([&](db::Store& store, const Services& services, int till) {
      const auto receipt = store.write<Receipt>([&](db::Transaction& transaction) {
        return return_goods(transaction, services, shop.caller(till), ids[till], requests[till],
                            shop.clock.now());
      });
      if (receipt) ++won;
    });
    EXPECT_EQ(won, 1);
  }
  shop.expect_sound();
}

TEST_P(TwoServers, TheSameSaleIsStoredOnce) {
  for (int round = 0; round < 8; ++round) {
    const SaleId sale_id = shop.new_id();
    const SaleRequest request = shop.request(0, {line(3, 3), line(0, 1)}, shop.members[0]);
    std::string receipts[2];
    on_both([&](db::Store& store, const Services& services, int server) {
      const auto receipt = store.write<Receipt>([&](db::Transaction& transaction) {
        return commit_sale(transaction, services, shop.caller(0), sale_id, request, shop.clock.now());
      });
      receipts[server] = receipt ? wire::to_json(*receipt) : receipt.refusal().code->code;
    });
    EXPECT_EQ(receipts[0], receipts[1]);
  }
  EXPECT_EQ(shop.number("SELECT count(*) FROM sale"), 8);
  shop.expect_sound();
}

TEST_P(TwoServers, OneMemberEarnsAtBoth) {
  std::vector<SaleRequest> requests[2];
  std::vector<SaleId> ids[2];
  for (int i = 0; i < 16; ++i) {
    requests[i % 2].push_back(shop.request(i % 2, {line(9, 1), line(3, 2)}, shop.members[0]));
    ids[i % 2].push_back(shop.new_id());
  }
  std::atomic<std::int64_t> earned = 0;
  on_both([&](db::Store& store, const Services& services, int till) {
    for (std::size_t i = 0; i < ids[till].size(); ++i) {
      const auto receipt = store.write<Receipt>([&](db::Transaction& transaction) {
        return commit_sale(transaction, services, shop.caller(till), ids[till][i], requests[till][i],
                           shop.clock.now());
      });
      ASSERT_TRUE(receipt);
      earned += receipt->points.count;
    }
  });
  EXPECT_EQ(shop.points(shop.members[0]).count, earned);
  shop.expect_sound();
}

HUIJI_ON_EACH_ENGINE(TwoServers);

}  // namespace
}  // namespace huiji::checkout
