// Stamps 印花 on both engines: given with a sale, full cards that become coupons, taken back by returns,
// expired, merged, and any history of all that against books of the test's own. After each story verify finds
// nothing.
#include <random>

#include "checkout/value_test_shop.hpp"
#include "checkout/verify_store.hpp"
#include "members/merge_flow.hpp"
#include "wallet/coupon_batch_flow.hpp"
#include "wallet/coupon_issue_flow.hpp"
#include "wallet/member_holdings_store.hpp"
#include "wallet/stamp_store.hpp"

namespace huiji::checkout {
namespace {

using wallet::Coupon;
using wallet::CouponState;

class Stamps : public ValueShop {
 protected:
  PromotionId voucher, stamps;

  void TearDown() override { shop.expect_sound(); }

  // A stamp for each piece of product 8; five are a coupon of 5 yuan for product 7.
  void prepare(std::optional<int> valid_days = {}, bool batch = true) {
    pricing::Promotion coupon;
    coupon.kind = "voucher";
    coupon.parameters.text = R"({"value":500,"per":0})";
    coupon.scope.products = {TestShop::product(7)};
    coupon.terms =
        pricing::Terms{.by_coupon = true, .on_break = pricing::OnBreak::keep, .exclusive_group = {}};
    voucher = shop.add_promotion(4, coupon);
    pricing::Promotion card;
    card.kind = "stamps";
    card.parameters.text = R"({"per":0,"per_unit":true})";
    card.scope.products = {TestShop::product(8)};
    stamps = shop.add_promotion(5, card);
    if (batch) put_batch();
    put_programme({"咖啡印花", 5, voucher, valid_days, true}, 0);
  }
  void put_batch() {
    wallet::CouponBatchDraft draft;
    draft.promotion_id = voucher;
    draft.name = "满卡券";
    draft.state = wallet::CouponBatchState::active;
    draft.validity.days = 30;
    draft.ways = {wallet::CouponWay::rule};
    ASSERT_TRUE(write<wallet::StoredCouponBatch>([&](db::Transaction& transaction) {
      Caller caller{shop.merchant_id, shop.shop_id, shop.manager, {}, {}, {}};
      return wallet::put_coupon_batch(transaction, wallet::coupon_work(transaction, caller, shop.clock.now()),
                                      test_id<CouponBatchId>(40, 1), draft);
    }));
  }
  void put_programme(wallet::StampProgramme programme, std::int64_t version) {
    ASSERT_TRUE(write<wallet::StoredStampProgramme>([&](db::Transaction& transaction) {
      return wallet::put_stamp_programme(transaction, in_office(shop.manager), stamps, {version, programme},
                                         shop.clock.now());
    }));
  }
  std::int64_t held(MemberId member) {
    return read<std::int64_t>([&](db::Transaction& transaction) {
      return ledger::held(transaction, shop.merchant_id, ledger::stamps_account(member, stamps),
                          ledger::Currency::STP);
    });
  }
  std::vector<Coupon> coupons(MemberId member, CouponState state) {
    std::vector<Coupon> found;
    for (const Coupon& coupon : read<std::vector<Coupon>>([&](db::Transaction& transaction) {
           return wallet::coupons_of_batch(transaction, shop.merchant_id, test_id<CouponBatchId>(40, 1), {},
                                           CouponId{}, 1000);
         }))
      if (coupon.member_id == member && coupon.state == state) found.push_back(coupon);
    return found;
  }
  Receipt buy(int count, MemberId member) { return shop.sold(0, {line(8, count)}, member); }
  Result<Receipt> give_back(SaleId sale, int count) {
    return shop.take_back(0, shop.new_id(), shop.give_back(0, sale, {{1, pieces(count)}}));
  }
  void use(const Coupon& coupon, MemberId member) {
    SaleRequest request = shop.request(0, {line(7, 1)}, member);
    request.facts.emplace().coupons = {{voucher, 1}};
    request.facts->coupon_ids = {{coupon.coupon_id}};
    ASSERT_TRUE(shop.sell(0, shop.new_id(), shop.priced(std::move(request))));
  }
};

TEST_P(Stamps, AFullCardBecomesACouponAndTheReceiptSaysSo) {
  prepare();
  const MemberId member = shop.members[0];
  const Receipt first = buy(3, member);
  ASSERT_TRUE(first.stamps);
  EXPECT_EQ(first.stamps->at(0).given, 3);
  EXPECT_EQ(first.stamps->at(0).after, 3);
  EXPECT_EQ(first.stamps->at(0).full, 5);
  const SaleId id = shop.new_id();
  const SaleRequest request = shop.request(0, {line(8, 9)}, member);
  const auto second = shop.sell(0, id, request);
  ASSERT_TRUE(second);
  EXPECT_EQ(second->stamps->at(0).coupons, 2);  // 3 + 9 = 12
  EXPECT_EQ(second->stamps->at(0).after, 2);
  const auto again = shop.sell(0, id, request);  // the reply was lost
  ASSERT_TRUE(again);
  EXPECT_EQ(wire::to_json(*again), wire::to_json(*second));
  EXPECT_EQ(held(member), 2);
  EXPECT_EQ(coupons(member, CouponState::issued).size(), 2U);
  const auto wallet = read<Result<wallet::Wallet>>([&](db::Transaction& transaction) {
    return wallet::wallet_of(transaction, shop.merchant_id, member, shop.clock.now());
  });
  ASSERT_EQ(wallet->stamps.size(), 1U);
  EXPECT_EQ(wallet->stamps[0].stamps, 2);
  EXPECT_FALSE(shop.sold(0, {line(8, 3)}).stamps);  // not a member
}

TEST_P(Stamps, WithoutABatchTheCardStaysFullUntilThereIsOne) {
  prepare({}, false);
  EXPECT_EQ(buy(6, shop.members[0]).stamps->at(0).after, 6);
  put_batch();
  const Receipt next = buy(1, shop.members[0]);
  EXPECT_EQ(next.stamps->at(0).coupons, 1);
  EXPECT_EQ(next.stamps->at(0).after, 2);
}

TEST_P(Stamps, AClosedProgrammeGivesNoMore) {
  prepare();
  put_programme({"咖啡印花", 5, voucher, {}, false}, 1);
  EXPECT_FALSE(buy(6, shop.members[0]).stamps);
  EXPECT_EQ(held(shop.members[0]), 0);
}

TEST_P(Stamps, TheOfficeSeesEachProgrammeAsItIsNow) {
  prepare();
  put_programme({"咖啡印花", 8, voucher, {}, true}, 1);
  const auto list = read<std::vector<wallet::StoredStampProgramme>>(
      [&](db::Transaction& transaction) { return wallet::stamp_programmes(transaction, shop.merchant_id); });
  ASSERT_EQ(list.size(), 1u);
  EXPECT_EQ(list[0].promotion_id, stamps);
  EXPECT_EQ(list[0].version, 2);
  EXPECT_EQ(list[0].programme.full, 8);
}

TEST_P(Stamps, AReturnInPartsTakesBackWhatAReturnInOneDoes) {
  prepare();
  const Receipt sale = buy(4, shop.members[0]);
  const auto part = give_back(sale.sale_id, 1);
  ASSERT_TRUE(part) << part.refusal().text(false);
  EXPECT_EQ(part->stamps->at(0).given, -1);
  EXPECT_EQ(held(shop.members[0]), 3);
  ASSERT_TRUE(give_back(sale.sale_id, 3));
  EXPECT_EQ(held(shop.members[0]), 0);
}

TEST_P(Stamps, ACouponThatWasNotUsedGoesBackIntoTheCard) {
  prepare();
  const Receipt sale = buy(6, shop.members[0]);
  ASSERT_EQ(held(shop.members[0]), 1);
  const auto back = give_back(sale.sale_id, 3);
  ASSERT_TRUE(back);
  EXPECT_EQ(back->stamps->at(0).coupons, -1);
  EXPECT_EQ(held(shop.members[0]), 3);
  EXPECT_TRUE(coupons(shop.members[0], CouponState::issued).empty());
}

TEST_P(Stamps, WhatAUsedCouponWasGivenForIsOwedAndFilledFirst) {
  prepare();
  const Receipt sale = buy(6, shop.members[0]);
  use(coupons(shop.members[0], CouponState::issued).at(0), shop.members[0]);
  const auto back = give_back(sale.sale_id, 6);
  ASSERT_TRUE(back);
  EXPECT_EQ(back->stamps->at(0).after, -5);
  EXPECT_EQ(back->stamps->at(0).coupons, 0);
  EXPECT_EQ(held(shop.members[0]), -5);
  EXPECT_EQ(buy(6, shop.members[0]).stamps->at(0).after, 1);
}

TEST_P(Stamps, ExpireByTheirDays) {
  prepare(30);
  buy(2, shop.members[0]);
  shop.clock.advance(20 * kDay_ms);
  buy(1, shop.members[0]);
  shop.clock.advance(11 * kDay_ms);
  run_jobs();
  EXPECT_EQ(held(shop.members[0]), 1);
  run_jobs();
  shop.clock.advance(30 * kDay_ms);
  run_jobs();
  EXPECT_EQ(held(shop.members[0]), 0);
}

TEST_P(Stamps, AMergeMovesThemAndItsUndoingGivesThemBack) {
  prepare();
  buy(2, shop.members[0]);
  buy(4, shop.members[1]);
  wallet::MemberHoldings holdings;
  crypto::Passwords passwords{crypto::PasswordCost::cheap()};
  const members::Services services{*store, shop.clock, shop.random, shop.keys, passwords,
                                   {},     {},         {},          &holdings};
  const members::Actor actor{shop.merchant_id, shop.manager, {}, shop.clock.now()};
  const OperationId id = new_id<OperationId>();
  ASSERT_TRUE(write<Done>([&](db::Transaction& transaction) {
    return members::merge_members(transaction, services, actor, id,
                                  {shop.members[1], shop.members[0], "同一人"});
  }));
  EXPECT_EQ(held(shop.members[0]), 6);
  shop.expect_sound();
  ASSERT_TRUE(write<Done>([&](db::Transaction& transaction) {
    return members::undo_merge(transaction, services, actor, id, {"弄错了"});
  }));
  EXPECT_EQ(held(shop.members[0]), 2);
  EXPECT_EQ(held(shop.members[1]), 4);
}

TEST_P(Stamps, VerifyFindsWhatTheReceiptsDoNotSay) {
  prepare();
  buy(2, shop.members[0]);
  shop.run("UPDATE sale_stamps SET given = given + 1");
  EXPECT_FALSE(read<VerifyReport>([](db::Transaction& t) { return verify(t); }).findings.empty());
  shop.run("UPDATE sale_stamps SET given = given - 1");
}

// Any history: what the pieces that stay have earned is on the card, or in coupons that were given for it.
TEST_P(Stamps, AnyHistoryAgreesWithItsOwnBooks) {
  prepare();
  std::mt19937 dice(20261127);
  const auto roll = [&](int sides) { return int(dice() % unsigned(sides)); };
  struct Sold {
    SaleId sale_id;
    MemberId member;
    int left;
  };
  std::vector<Sold> sales;
  const int steps = GetParam() == db::Engine::sqlite ? 160 : 40;
  for (int i = 0; i < steps && !HasFailure(); ++i) {
    SCOPED_TRACE("step " + std::to_string(i));
    const MemberId member = shop.members[roll(2)];
    const int what = roll(6);
    if (what < 3) {
      const int count = 1 + roll(7);
      sales.push_back({buy(count, member).sale_id, member, count});
    } else if (what < 5 && !sales.empty()) {
      Sold& sold = sales[std::size_t(roll(int(sales.size())))];
      if (sold.left > 0) {
        const int count = 1 + roll(sold.left);
        ASSERT_TRUE(give_back(sold.sale_id, count));
        sold.left -= count;
      }
    } else if (const auto mine = coupons(member, CouponState::issued); !mine.empty()) {
      use(mine[std::size_t(roll(int(mine.size())))], member);
    }
    for (const MemberId each : shop.members) {
      std::int64_t kept = 0;
      for (const Sold& sold : sales)
        if (sold.member == each) kept += sold.left;
      const auto given =
          std::int64_t(coupons(each, CouponState::issued).size() + coupons(each, CouponState::used).size());
      EXPECT_EQ(held(each) + 5 * given, kept);
      EXPECT_LT(held(each), 5);
      EXPECT_TRUE(held(each) >= 0 || coupons(each, CouponState::issued).empty());
    }
    if (i % 20 == 0) shop.expect_sound();
  }
}

HUIJI_ON_EACH_ENGINE(Stamps);

}  // namespace
}  // namespace huiji::checkout
