// Quotas of limited promotions with tills: leased, used without the network, delivered late, given up.
#include <gtest/gtest.h>

#include <atomic>
#include <random>
#include <thread>

#include "checkout/snapshot_store.hpp"
#include "checkout/test_shop.hpp"
#include "checkout/verify_store.hpp"
#include "promotions/quota_flow.hpp"
#include "promotions/usage_store.hpp"

namespace huiji::checkout {
namespace {

using promotions::OfflineQuota;
using promotions::QuotaLeaseView;

class Quota : public test::EachEngine {
 protected:
  TestShop shop{*store};
  int next_lease = 0;

  PromotionId limit(pricing::Limits limits, const OfflineQuota& quota, int number = 4) {
    pricing::Promotion promotion;
    promotion.kind = "percent_off";
    promotion.parameters.text = R"({"off":2000})";
    promotion.scope.products = {TestShop::product(7)};
    promotion.limits = limits;
    const PromotionId id = shop.add_promotion(number, promotion);
    Caller owner = shop.caller(0);
    owner.staff_id = shop.manager;
    HUIJI_CHECK(store->write<OfflineQuota>([&](db::Transaction& transaction) {
      return promotions::put_quota(transaction, owner, id, quota, shop.clock.now());
    }));
    return id;
  }
  Caller at(TillId till_id) const {
    Caller caller = shop.caller(0);
    caller.till_id = till_id;
    return caller;
  }
  Result<QuotaLeaseView> lease(TillId till_id, AllowanceId lease_id, PromotionId promotion_id) {
    return store->write<QuotaLeaseView>([&](db::Transaction& transaction) {
      return promotions::lease_quota(transaction, at(till_id), lease_id, {promotion_id}, shop.clock.now());
    });
  }
  AllowanceId fresh() { return test_id<AllowanceId>(20, ++next_lease); }
  Result<QuotaLeaseView> release(TillId till_id, AllowanceId lease_id) {
    return store->write<QuotaLeaseView>([&](db::Transaction& transaction) {
      return promotions::release_quota(transaction, at(till_id), lease_id, shop.clock.now());
    });
  }
  Result<QuotaLeaseView> give_up(AllowanceId lease_id, const std::string& reason) {
    Caller owner{shop.merchant_id, shop.shop_id, shop.manager, {}, {}, Rights{Right::edit_promotions}};
    return store->write<QuotaLeaseView>([&](db::Transaction& transaction) {
      return promotions::give_up_quota(transaction, owner, lease_id, {reason}, shop.clock.now());
    });
  }
  std::optional<std::int64_t> left() {
    const auto list = store->read<promotions::RemainingList>([&](db::Transaction& transaction) {
      return promotions::remaining_now(transaction, shop.merchant_id, {}, shop.clock.now());
    });
    return list.remaining.at(0).times;
  }
  // As a till prices that holds `remaining` of the promotion in these leases.
  SaleRequest sale_of(PromotionId id, std::int64_t remaining, std::int64_t count, AllowanceId lease_id) {
    SaleRequest request = shop.request(0, {line(7, count)});
    request.facts.emplace().remaining = {{id, remaining}};
    request.facts->quota_leases = {lease_id};
    return shop.priced(std::move(request));
  }
  std::size_t excesses() {
    return store->read<std::size_t>([&](db::Transaction& transaction) {
      return promotions::excesses(transaction, shop.merchant_id, 100).size();
    });
  }
};

TEST_P(Quota, WhatATillHoldsIsUsedForEverybodyElse) {
  const PromotionId id = limit({.total = 10}, {.times = 4});
  const AllowanceId first = fresh(), second = fresh(), third = fresh();
  EXPECT_EQ(lease(shop.tills[0], first, id)->times, 4);
  EXPECT_EQ(lease(shop.tills[0], first, id)->times, 4) << "the same id leases once";
  EXPECT_FALSE(lease(shop.tills[1], first, id));
  EXPECT_EQ(left(), 6);
  EXPECT_EQ(lease(shop.tills[1], second, id)->times, 4);
  EXPECT_EQ(lease(test_id<TillId>(4, 3), third, id)->times, 2) << "what is left";
  EXPECT_FALSE(lease(test_id<TillId>(4, 4), fresh(), id));
  EXPECT_EQ(left(), 0);
  const auto open = store->read<std::vector<QuotaLeaseView>>([&](db::Transaction& transaction) {
    return promotions::open_quota_leases(transaction, shop.merchant_id);
  });
  ASSERT_EQ(open.size(), 2u) << "of the two tills that are enrolled";
  EXPECT_FALSE(open[0].till_name.empty());

  ASSERT_TRUE(shop.sell(0, shop.new_id(), sale_of(id, 4, 3, first)));
  EXPECT_EQ(left(), 0) << "the sale used what its till held";
  EXPECT_EQ(excesses(), 0u);
  EXPECT_FALSE(release(shop.tills[1], first)) << "only its own till gives it back";
  EXPECT_FALSE(release(shop.tills[0], first)->open);
  EXPECT_EQ(left(), 1) << "the unused rest is back";
  ASSERT_TRUE(release(shop.tills[0], first)) << "twice is once";
  shop.expect_sound();
}

TEST_P(Quota, WithoutAQuotaNothingIsLeased) {
  const PromotionId id = limit({.total = 10}, {});
  const auto none = lease(shop.tills[0], fresh(), id);
  ASSERT_FALSE(none);
  EXPECT_STREQ(none.refusal().code->code, "promotions.quota_not_allowed");
  EXPECT_EQ(left(), 10);
}

TEST_P(Quota, ALimitOfTheDayIsLeasedForTheDay) {
  const PromotionId id = limit({.per_day = 5}, {.times = 3});
  const auto today = lease(shop.tills[0], fresh(), id);
  ASSERT_TRUE(today);
  EXPECT_LE(today->deadline.ms, shop.clock.now().ms + kDay_ms);
  EXPECT_EQ(left(), 2);
  shop.clock.advance(kDay_ms);
  EXPECT_EQ(left(), 5) << "yesterday's lease does not count today";
}

TEST_P(Quota, ABudgetIsLeasedInMoney) {
  const PromotionId id = limit({.budget = Money{1'000}}, {.budget = Money{700}});
  EXPECT_EQ(lease(shop.tills[0], fresh(), id)->budget, Money{700});
  EXPECT_EQ(lease(shop.tills[1], fresh(), id)->budget, Money{300});
  EXPECT_FALSE(lease(test_id<TillId>(4, 3), fresh(), id));
}

TEST_P(Quota, ATillGivenUpAndBackLateIsShownAsExcess) {
  const PromotionId id = limit({.total = 3}, {.times = 3});
  const AllowanceId lost = fresh();
  ASSERT_TRUE(lease(shop.tills[0], lost, id));
  EXPECT_FALSE(give_up(lost, "机器坏了")->open);
  EXPECT_EQ(shop.number("SELECT count(*) FROM quota_lease WHERE state = 'ended' AND reason = '机器坏了'"), 1);
  EXPECT_EQ(left(), 3);
  ASSERT_TRUE(lease(shop.tills[1], fresh(), id));
  ASSERT_TRUE(shop.sell(0, shop.new_id(), sale_of(id, 3, 2, lost))) << "the goods have left";
  EXPECT_EQ(excesses(), 1u);
  shop.expect_sound();
}

// ---- any schedule of partitions

constexpr std::int64_t kMargin_ms = 60'000;

struct HeldSale {
  std::int64_t times;
  AllowanceId lease_id;
};

// A till with a clock of its own: uses what it holds, delivers when it is on line. When it has used some it
// asks for more, and gives the old lease back once it has the new one and no sale on its way needs it.
struct QuotaTill {
  TillId till_id;
  std::int64_t clock_error_ms = 0;
  std::optional<QuotaLeaseView> lease = {};
  std::optional<AllowanceId> asking = {};
  std::int64_t used = 0;  // of the lease, by this till's own books
  std::vector<HeldSale> journal = {};
  std::vector<AllowanceId> back = {};  // to be given back

  std::int64_t may_use(Instant now) const {
    if (!lease || now.ms + clock_error_ms >= lease->deadline.ms - kMargin_ms) return 0;
    return *lease->times - used;
  }
};

class AnySchedule : public Quota {
 protected:
  std::mt19937 dice;
  std::vector<QuotaTill> tills;
  PromotionId id;
  std::int64_t total = 0, used = 0;

  std::int64_t roll(std::int64_t below) {
    return std::uniform_int_distribution<std::int64_t>(0, below - 1)(dice);
  }

  void begin(unsigned seed, int till_count) {
    dice.seed(seed);
    total = 1 + roll(3 * till_count);
    id = limit({.total = total}, {.times = 1 + roll(8), .hours = 1 + roll(72)}, 3 + int(seed));
    tills.clear();
    used = 0;
    for (int i = 0; i < till_count; ++i) {
      tills.push_back({test_id<TillId>(4, 100 + i)});
      tills.back().clock_error_ms = roll(52 * kHour_ms) - 26 * kHour_ms;
    }
  }

  void step() {
    QuotaTill& till = tills[static_cast<std::size_t>(roll(std::ssize(tills)))];
    switch (roll(6)) {
      case 0:
        return deliver(till, roll(std::ssize(till.journal) + 1));  // the network may go at any moment
      case 1:
        return renew(till);
      case 2:
        return give_back(till);
      case 3:
        return shop.clock.advance(roll(3 * kHour_ms));
      default:
        return use(till);
    }
  }

  void use(QuotaTill& till) {
    const std::int64_t most = till.may_use(shop.clock.now());
    if (most == 0) return;
    const std::int64_t times = 1 + roll(most);
    till.used += times;
    used += times;
    till.journal.push_back({times, till.lease->lease_id});
  }

  void deliver(QuotaTill& till, std::int64_t count) {
    for (std::int64_t i = 0; i < count; ++i) arrive(till, till.journal[static_cast<std::size_t>(i)]);
    till.journal.erase(till.journal.begin(), till.journal.begin() + count);
  }

  // What the commit of a sale does with it.
  void arrive(const QuotaTill& till, const HeldSale& sale) {
    const auto done = store->write<bool>([&](db::Transaction& transaction) -> Result<bool> {
      const promotions::Use use{id, sale.times, {}, {.total = total}};
      const auto day = promotions::business_day_now(transaction, shop.merchant_id, shop.clock.now());
      const promotions::UsePlace place{shop.merchant_id, till.till_id, *day, {}};
      const std::vector<AllowanceId> own{sale.lease_id};
      const auto before = promotions::used(transaction, place, id, own);
      promotions::count_uses(transaction, place, std::span(&use, 1));
      promotions::use_quota_leases(transaction, shop.merchant_id, till.till_id, own, std::span(&use, 1));
      return promotions::excess_of(use, before, false).empty();
    });
    ASSERT_TRUE(done);
    ASSERT_TRUE(*done) << "an excess although the till stayed within what it held";
  }

  // The request, or its reply, may be lost; asked again it is the same lease.
  void renew(QuotaTill& till) {
    if (!till.journal.empty()) return;
    if (!till.asking) till.asking = fresh();
    if (roll(4) == 0) return;
    const auto reply = lease(till.till_id, *till.asking, id);
    if (roll(4) == 0) return;
    till.asking.reset();
    if (!reply) return;  // refused: nothing changed
    if (till.lease) till.back.push_back(till.lease->lease_id);
    till.lease = *reply;
    till.used = 0;
  }

  void give_back(QuotaTill& till) {
    if (till.back.empty() || roll(4) == 0) return;
    ASSERT_TRUE(release(till.till_id, till.back.back()));
    if (roll(4) != 0) till.back.pop_back();
  }

  // The till's books, the server's, and the limit.
  void check_books() {
    std::int64_t held = 0;
    for (QuotaTill& till : tills) {
      deliver(till, std::ssize(till.journal));
      if (till.lease) held += *till.lease->times - till.used;
    }
    const auto [counted, leased] =
        store->read<std::pair<std::int64_t, std::int64_t>>([&](db::Transaction& transaction) {
          const auto day = promotions::business_day_now(transaction, shop.merchant_id, shop.clock.now());
          const auto held_now = promotions::leased(transaction, shop.merchant_id, id, *day);
          const promotions::UsePlace place{shop.merchant_id, {}, *day, {}};
          return std::pair(promotions::used(transaction, place, id).times - held_now.times, held_now.times);
        });
    EXPECT_EQ(counted, used);
    EXPECT_GE(leased, held) << "one whose reply was lost is held as well";
    EXPECT_LE(used + leased, total);
  }
};

TEST_P(AnySchedule, UsesNeverGoBeyondTheLimit) {
  const int seeds = GetParam() == db::Engine::sqlite ? 40 : 6;
  std::int64_t all_used = 0;
  for (int seed = 1; seed <= seeds && !HasFatalFailure(); ++seed) {
    begin(unsigned(seed), seed % 5 == 0 ? 100 : 2 + int(roll(12)));
    for (int i = 0; i < 300; ++i) {
      step();
      ASSERT_LE(used, total) << "seed " << seed << " step " << i;
    }
    check_books();
    all_used += used;
  }
  EXPECT_GT(all_used, seeds) << "the tills must have had something to use";
}

// A hundred tills ask at once.
TEST_P(AnySchedule, AHundredTillsAtOnceShareTheLimit) {
  total = 150;
  id = limit({.total = total}, {.times = 2});
  std::atomic<std::int64_t> given = 0;
  std::vector<std::thread> threads;
  for (int worker = 0; worker < 10; ++worker)
    threads.emplace_back([&, worker] {
      for (int i = 0; i < 10; ++i) {
        const int till = worker * 10 + i;
        const auto reply = lease(test_id<TillId>(4, 100 + till), test_id<AllowanceId>(22, till), id);
        if (reply) given += *reply->times;
      }
    });
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(given, total);
  EXPECT_EQ(left(), 0);
}

HUIJI_ON_EACH_ENGINE(Quota);
HUIJI_ON_EACH_ENGINE(AnySchedule);

}  // namespace
}  // namespace huiji::checkout
