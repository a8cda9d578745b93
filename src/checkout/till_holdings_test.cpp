// What tills hold without the network, of every kind, and a lost till given up in one act.
#include <gtest/gtest.h>

#include "checkout/till_holdings_flow.hpp"
#include "checkout/value_test_shop.hpp"
#include "checkout/verify_store.hpp"
#include "promotions/quota_flow.hpp"

namespace huiji::checkout {
namespace {

class TillHoldingsTest : public ValueShop {
 protected:
  void SetUp() override {
    wallet::ValuePolicy policy;
    policy.lease_stored = {20'00};
    policy.lease_points = {500};
    put_policy(policy);
  }
  AllowanceId leased(int till, wallet::AllowanceRequest wanted, std::int64_t amount) {
    wanted.use = wallet::AllowanceUse::lease;
    wanted.amount = amount;
    const auto lease = ask(till, wanted);
    HUIJI_CHECK(lease);
    return lease->allowance_id;
  }
  AllowanceId leased_quota(int till) {
    pricing::Promotion promotion;
    promotion.kind = "percent_off";
    promotion.parameters.text = R"({"off":2000})";
    promotion.scope.products = {TestShop::product(7)};
    promotion.limits = pricing::Limits{.total = 10};
    const PromotionId id = shop.add_promotion(4, promotion);
    Caller owner = shop.caller(0);
    owner.staff_id = shop.manager;
    HUIJI_CHECK(write<promotions::OfflineQuota>([&](db::Transaction& transaction) {
      return promotions::put_quota(transaction, owner, id, {.times = 4}, shop.clock.now());
    }));
    const auto lease = write<promotions::QuotaLeaseView>([&](db::Transaction& transaction) {
      return promotions::lease_quota(transaction, at_till(till), new_id<AllowanceId>(), {id},
                                     shop.clock.now());
    });
    HUIJI_CHECK(lease);
    return lease->lease_id;
  }
  TillHoldingsList list() {
    return read<TillHoldingsList>(
        [&](db::Transaction& transaction) { return till_holdings(transaction, shop.merchant_id); });
  }
  Result<TillHoldingsList> give_up(int till, std::vector<AllowanceId> leases) {
    return write<TillHoldingsList>([&](db::Transaction& transaction) {
      return give_till_up(transaction, in_office(shop.manager), shop.tills[till],
                          {std::move(leases), "机器丢了"}, shop.clock.now());
    });
  }
};

TEST_P(TillHoldingsTest, OneListOfAllAndOneActGivesTheTillUp) {
  const MemberId member = shop.members[0];
  const CardId card_id = recharged(member, {100'00});
  adjust(member, 1000);
  wallet::AllowanceRequest points, money;
  points.member_id = member;
  money.card_id = card_id;
  const AllowanceId of_points = leased(0, points, 300), of_money = leased(0, money, 15'00);
  const AllowanceId of_quota = leased_quota(0), elsewhere = leased(1, money, 10'00);
  ASSERT_TRUE(hold_card(0, card_id, {1'00})) << "a hold for one basket is no lease";
  shop.sold(0, {line(0, 1)});

  const TillHoldingsList all = list();
  ASSERT_EQ(all.tills.size(), 2u);
  EXPECT_EQ(all.tills[0].till_id, shop.tills[0]);
  EXPECT_TRUE(all.tills[0].last_report);
  EXPECT_FALSE(all.tills[1].last_report);
  std::map<HeldKind, TillHolding> held;
  for (const TillHolding& holding : all.tills[0].holdings) held[holding.kind] = holding;
  ASSERT_EQ(held.size(), 3u);
  EXPECT_EQ(held[HeldKind::points].amount, 300);
  EXPECT_EQ(held[HeldKind::stored_value].amount, 15'00);
  EXPECT_EQ(held[HeldKind::stored_value].of, card(card_id).number);
  EXPECT_EQ(held[HeldKind::promotion_times].of, "促销4");
  EXPECT_EQ(held[HeldKind::promotion_times].amount, 4);

  EXPECT_EQ(give_up(0, {elsewhere}).refusal().code, &till_lease_unknown) << "another till's";
  for (int i = 0; i < 2; ++i) {  // a lost reply
    const auto after = give_up(0, {of_points, of_money, of_quota, of_points});
    ASSERT_TRUE(after) << after.refusal().text(false);
    ASSERT_EQ(after->tills.size(), 1u);
    EXPECT_EQ(after->tills[0].till_id, shop.tills[1]);
  }
  EXPECT_EQ(shop.number("SELECT count(*) FROM allowance WHERE end_reason = '机器丢了'"), 2);
  shop.expect_sound();
}

TEST_P(TillHoldingsTest, WhatALostTillSoldMeanwhileIsBookedAsItsShortage) {
  const MemberId member = shop.members[0];
  const CardId card_id = recharged(member, {10'00});
  wallet::AllowanceRequest money;
  money.card_id = card_id;
  money.use = wallet::AllowanceUse::lease;
  money.amount = 10'00;
  const auto lease = ask(0, money);
  ASSERT_TRUE(lease);
  const SaleRequest late = paid_by_card(0, {line(3, 4)}, member, *lease);
  ASSERT_TRUE(give_up(0, {lease->allowance_id}));
  const auto elsewhere = hold_card(1, card_id, {10'00});
  ASSERT_TRUE(elsewhere) << "it is free again";
  ASSERT_TRUE(shop.sell(1, shop.new_id(), paid_by_card(1, {line(3, 4)}, member, *elsewhere)));
  const auto receipt = shop.sell(0, shop.new_id(), late);
  ASSERT_TRUE(receipt);
  EXPECT_TRUE(receipt->tenders[0].shortage);
  shop.expect_sound();
}

HUIJI_ON_EACH_ENGINE(TillHoldingsTest);

}  // namespace
}  // namespace huiji::checkout
