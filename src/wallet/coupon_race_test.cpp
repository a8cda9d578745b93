// A hundred tills at once, half of them at a second server on the same database (product.md P19).
#include <atomic>
#include <thread>

#include "wallet/coupon_test_shop.hpp"

namespace huiji::wallet {
namespace {

constexpr int kTills = 100;

class CouponRace : public testing::TestWithParam<db::Engine> {
 protected:
  test::FreshStore first = test::fresh_store_on_disk(GetParam());
  std::unique_ptr<db::Store> second = db::open(first.address());
  CouponShop shop{*first};

  // Each till on a thread of its own; how many got it.
  int race(const std::function<std::string(int till)>& code, std::optional<MemberId> member = {}) {
    std::atomic<int> won = 0, refused = 0;
    std::vector<std::thread> threads;
    for (int i = 0; i < kTills; ++i)
      threads.emplace_back([&, i] {
        db::Store& store = i % 2 == 0 ? *first : *second;
        const auto held = store.write<CouponReservation>([&](db::Transaction& transaction) {
          return reserve_coupon(transaction, shop.work(transaction, i), coupon_test_id<OperationId>(9, i),
                                {code(i), member, {}});
        });
        ++(held ? won : refused);
      });
    for (std::thread& thread : threads) thread.join();
    EXPECT_EQ(won + refused, kTills);
    return won;
  }
};
INSTANTIATE_TEST_SUITE_P(engines, CouponRace, test::each_engine(), test::engine_name);

TEST_P(CouponRace, FiftyOfAHundredTillsGetTheFiftyUses) {
  CouponBatchDraft draft = shop.draft();
  draft.limits.used = 50;
  ASSERT_TRUE(shop.put_batch(draft));
  const auto coupons = shop.issued(kTills);
  EXPECT_EQ(race([&](int till) { return coupons[till].code; }), 50);
  EXPECT_EQ(shop.counts().reserved, 50);
  shop.expect_sound();
  shop.clock.advance(16 * kMinute_ms);
  EXPECT_EQ(shop.free_expired(), 50);
  EXPECT_EQ(shop.counts().issued, kTills);
  shop.expect_sound();
}

TEST_P(CouponRace, OneTillOfAHundredGetsTheOneCoupon) {
  ASSERT_TRUE(shop.put_batch(shop.draft()));
  const std::string code = shop.issued(1)[0].code;
  EXPECT_EQ(race([&](int) { return code; }), 1);
  shop.expect_sound();
}

TEST_P(CouponRace, AMemberAtAHundredTillsGetsWhatOneMemberMayHave) {
  CouponBatchDraft draft = shop.draft();
  draft.limits.per_member = 3;
  ASSERT_TRUE(shop.put_batch(draft));
  const auto coupons = shop.issued(kTills);
  EXPECT_EQ(race([&](int till) { return coupons[till].code; }, shop.members[0]), 3);
  shop.expect_sound();
}

TEST_P(CouponRace, TwoOffersOfOneCouponAreTakenOnce) {
  ASSERT_TRUE(shop.put_batch(shop.draft()));
  const Coupon coupon = shop.issued(1, shop.members[0])[0];
  const OperationId links[] = {shop.new_id(), shop.new_id()};
  for (OperationId link : links) ASSERT_TRUE(shop.offer(link, coupon.code));
  std::atomic<int> won = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 2; ++i)
    threads.emplace_back([&, i] {
      db::Store& store = i == 0 ? *first : *second;
      const auto taken = store.write<Coupon>([&](db::Transaction& transaction) {
        return take_coupon(transaction, shop.keys, shop.work(transaction), links[i], shop.members[i + 1]);
      });
      if (taken) ++won;
    });
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(won, 1);
  shop.expect_sound();
}

}  // namespace
}  // namespace huiji::wallet
