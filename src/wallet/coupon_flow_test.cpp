// The life of coupons on both engines, step by step as tills and office ask for it.
#include "wallet/coupon_test_shop.hpp"

namespace huiji::wallet {
namespace {

constexpr std::string_view kMergeText = "DELETE FROM member WHERE merchant_id = $1 AND member_id = $2";
constexpr db::Statement test_merge{"test.coupon_merge", kMergeText, kMergeText};

class Coupons : public test::EachEngine {
 protected:
  CouponShop shop{*store};
  void SetUp() override { ASSERT_TRUE(shop.put_batch(shop.draft())); }
  void TearDown() override { shop.expect_sound(); }
};
HUIJI_ON_EACH_ENGINE(Coupons);

#define EXPECT_REFUSED(result, error)                                            \
  do {                                                                           \
    const auto outcome = (result);                                               \
    ASSERT_FALSE(outcome);                                                       \
    EXPECT_EQ(outcome.refusal().code, &(error)) << outcome.refusal().code->code; \
  } while (false)

// ---- batches ----

TEST_P(Coupons, ABatchBelongsToAPromotionByCoupon) {
  CouponBatchDraft draft = shop.draft();
  draft.promotion_id = shop.other_promotion_id;
  EXPECT_REFUSED(shop.put_batch(draft), coupon_promotion_wrong);
  draft.promotion_id = PromotionId{{99}};
  EXPECT_REFUSED(shop.put_batch(draft), coupon_promotion_unknown);
}

TEST_P(Coupons, ABatchHasVersionsAndTheSameContentIsNone) {
  CouponBatchDraft draft = shop.draft();
  draft.expected_version = 0;
  EXPECT_EQ(shop.put_batch(draft)->version, 1) << "a retry of the first";
  draft.name = "周年券";
  EXPECT_REFUSED(shop.put_batch(draft), coupon_batch_changed);
  draft.expected_version = 1;
  EXPECT_EQ(shop.put_batch(draft)->version, 2);
}

TEST_P(Coupons, WhatIsOutKeepsItsPromotionAndItsLimit) {
  shop.issued(3);
  CouponBatchDraft draft = shop.draft();
  draft.state = CouponBatchState::draft;
  EXPECT_REFUSED(shop.put_batch(draft), coupon_batch_fixed);
  draft = shop.draft();
  draft.limits.issued = 2;
  EXPECT_REFUSED(shop.put_batch(draft), coupon_limits_wrong);
  draft.limits.issued = 3;
  draft.ways = {CouponWay::hand, CouponWay::hand};
  EXPECT_REFUSED(shop.put_batch(draft), coupon_ways_wrong);
}

// ---- issue ----

TEST_P(Coupons, ALostReplyIssuesOnce) {
  const OperationId id = shop.new_id();
  const auto first = shop.issue(id, 5), again = shop.issue(id, 5);
  ASSERT_TRUE(first && again);
  ASSERT_EQ(first->size(), 5u);
  for (int i = 0; i < 5; ++i) EXPECT_EQ((*first)[i].code, (*again)[i].code);
  EXPECT_REFUSED(shop.issue(id, 6), coupon_id_reused);
  EXPECT_EQ(shop.counts().issued, 5);
  EXPECT_EQ(shop.counts().made, 5);
}

TEST_P(Coupons, LimitsOfIssueAreKept) {
  CouponBatchDraft draft = shop.draft();
  draft.limits = {.issued = 4, .used = {}, .per_member = 2};
  ASSERT_TRUE(shop.put_batch(draft));
  ASSERT_TRUE(shop.issue(shop.new_id(), 2, shop.members[0]));
  EXPECT_REFUSED(shop.issue(shop.new_id(), 1, shop.members[0]), coupon_member_has_enough);
  EXPECT_REFUSED(shop.issue(shop.new_id(), 3, {}), coupon_batch_exhausted);
  EXPECT_TRUE(shop.issue(shop.new_id(), 2, {}));
  EXPECT_REFUSED(shop.issue(shop.new_id(), 1, MemberId{{77}}), coupon_member_unknown);
}

TEST_P(Coupons, OnlyAnActiveBatchIssuesAndOnlyItsWays) {
  CouponBatchDraft draft = shop.draft();
  draft.ways = {CouponWay::hand};
  ASSERT_TRUE(shop.put_batch(draft));
  EXPECT_REFUSED(shop.issue(shop.new_id(), 1), coupon_way_wrong);
  draft.validity = {{}, Date{business_day(shop.clock.now(), 480, 240).days - 1}, {}};
  ASSERT_TRUE(shop.put_batch(draft));
  EXPECT_REFUSED(shop.issue(shop.new_id(), 1, shop.members[0]), coupon_batch_over);
  draft.state = CouponBatchState::ended;
  ASSERT_TRUE(shop.put_batch(draft));
  EXPECT_REFUSED(shop.issue(shop.new_id(), 1, shop.members[0]), coupon_batch_closed);
}

// ---- hold ----

TEST_P(Coupons, OneTillHoldsACouponUntilItGivesItBack) {
  const Coupon coupon = shop.issued(1)[0];
  const OperationId first = shop.new_id();
  const auto held = shop.reserve(1, first, coupon.code);
  ASSERT_TRUE(held);
  EXPECT_EQ(held->promotion_name, "五元券");
  EXPECT_EQ(held->deadline, shop.clock.now() + 15 * kMinute_ms);
  EXPECT_EQ(shop.reserve(1, first, coupon.code)->deadline, held->deadline) << "a lost reply";
  EXPECT_REFUSED(shop.reserve(2, shop.new_id(), coupon.code), coupon_held_elsewhere);
  EXPECT_REFUSED(shop.release(2, first), coupon_held_elsewhere);
  EXPECT_EQ(shop.counts().reserved, 1);
  ASSERT_TRUE(shop.release(1, first));
  ASSERT_TRUE(shop.release(1, first)) << "a lost reply";
  EXPECT_REFUSED(shop.reserve(1, first, coupon.code), coupon_reservation_over);
  EXPECT_TRUE(shop.reserve(2, shop.new_id(), coupon.code));
  EXPECT_EQ(shop.counts().reserved, 1);
}

TEST_P(Coupons, ATillThatForgotItsHoldTakesItAgain) {
  const Coupon coupon = shop.issued(1)[0];
  ASSERT_TRUE(shop.reserve(1, shop.new_id(), coupon.code));
  EXPECT_TRUE(shop.reserve(1, shop.new_id(), coupon.code));
  EXPECT_EQ(shop.counts().reserved, 1);
}

TEST_P(Coupons, AnAbandonedHoldIsFreedAfterItsDeadline) {
  const auto coupons = shop.issued(2);
  const OperationId first = shop.new_id();
  ASSERT_TRUE(shop.reserve(1, first, coupons[0].code));
  ASSERT_TRUE(shop.reserve(1, shop.new_id(), coupons[1].code));
  shop.clock.advance(15 * kMinute_ms);
  EXPECT_EQ(shop.free_expired(), 0) << "not yet";
  shop.clock.advance(1);
  EXPECT_TRUE(shop.reserve(2, shop.new_id(), coupons[0].code))
      << "whoever asks need not wait for the sweeper";
  EXPECT_EQ(shop.free_expired(), 1);
  EXPECT_EQ(shop.free_expired(), 0);
  EXPECT_EQ(shop.counts().issued, 1);
  EXPECT_REFUSED(shop.reserve(1, first, coupons[0].code), coupon_reservation_over);
}

TEST_P(Coupons, LimitsCountWhatIsReservedOrUsed) {
  CouponBatchDraft draft = shop.draft();
  draft.limits.used = 2;
  ASSERT_TRUE(shop.put_batch(draft));
  const auto coupons = shop.issued(3);
  const OperationId first = shop.new_id();
  ASSERT_TRUE(shop.reserve(1, first, coupons[0].code));
  ASSERT_TRUE(shop.reserve(2, shop.new_id(), coupons[1].code));
  EXPECT_REFUSED(shop.reserve(3, shop.new_id(), coupons[2].code), coupon_use_exhausted);
  ASSERT_TRUE(shop.sell(1, shop.new_sale(), {coupons[0].coupon_id}, shop.priced(1)));
  EXPECT_REFUSED(shop.reserve(3, shop.new_id(), coupons[2].code), coupon_use_exhausted);
  shop.clock.advance(16 * kMinute_ms);
  EXPECT_TRUE(shop.reserve(3, shop.new_id(), coupons[2].code)) << "the abandoned hold makes room at once";
}

TEST_P(Coupons, AMembersLimitIsHisUnderAllHisIds) {
  CouponBatchDraft draft = shop.draft();
  draft.limits.per_member = 1;
  ASSERT_TRUE(shop.put_batch(draft));
  const auto coupons = shop.issued(3);
  const MemberId alias{{88}};
  ASSERT_TRUE(shop.reserve(1, shop.new_id(), coupons[0].code, shop.members[0]));
  EXPECT_REFUSED(shop.reserve(2, shop.new_id(), coupons[1].code, shop.members[0]), coupon_member_exhausted);
  shop.run([&](db::Transaction& transaction) {
    members::insert_alias(transaction, shop.merchant_id, alias, shop.members[0], shop.clock.now());
  });
  EXPECT_REFUSED(shop.reserve(2, shop.new_id(), coupons[1].code, alias), coupon_member_exhausted);
  EXPECT_TRUE(shop.reserve(2, shop.new_id(), coupons[1].code, shop.members[1]));
}

TEST_P(Coupons, AMembersCouponIsHisAlsoAfterAMerge) {
  const Coupon coupon = shop.issued(1, shop.members[0])[0];
  EXPECT_REFUSED(shop.reserve(1, shop.new_id(), coupon.code, shop.members[1]), coupon_of_another);
  EXPECT_REFUSED(shop.reserve(1, shop.new_id(), coupon.code), coupon_of_another);
  shop.run(
      [&](db::Transaction& transaction) {  // what a merge leaves behind: the old id leads to the other member
        transaction.execute(test_merge, {shop.merchant_id, shop.members[0]});
        members::insert_alias(transaction, shop.merchant_id, shop.members[0], shop.members[1],
                              shop.clock.now());
      });
  const auto list = store->read<std::vector<Coupon>>([&](db::Transaction& transaction) {
    return coupons_of_member(transaction, shop.merchant_id, shop.members[1], 10);
  });
  ASSERT_EQ(list.size(), 1u);
  EXPECT_EQ(list[0].code, coupon.code);
  EXPECT_TRUE(shop.reserve(1, shop.new_id(), coupon.code, shop.members[1]));
}

// ---- sale ----

TEST_P(Coupons, ASaleUsesWhatItsBasketTookAndGivesTheRestBack) {
  const auto coupons = shop.issued(3);
  for (const Coupon& coupon : coupons) ASSERT_TRUE(shop.reserve(1, shop.new_id(), coupon.code));
  const SaleId sale_id = shop.new_sale();
  const auto excess = shop.sell(
      1, sale_id, {coupons[0].coupon_id, coupons[1].coupon_id, coupons[2].coupon_id}, shop.priced(2));
  ASSERT_TRUE(excess);
  EXPECT_TRUE(excess->empty());
  EXPECT_EQ(shop.coupon(coupons[1].coupon_id).sale_id, sale_id);
  EXPECT_EQ(shop.coupon(coupons[1].coupon_id).discount, Money{500});
  EXPECT_EQ(shop.coupon(coupons[2].coupon_id).state, CouponState::issued);
  const CouponCounts counts = shop.counts();
  EXPECT_EQ(counts.used, 2);
  EXPECT_EQ(counts.issued, 1);
  EXPECT_EQ(counts.reserved, 0);
  EXPECT_EQ(counts.discount, Money{1000});
  EXPECT_REFUSED(shop.reserve(2, shop.new_id(), coupons[0].code), coupon_used);
}

TEST_P(Coupons, EveryCouponOfANumberedPromotionIsScanned) {
  const Coupon coupon = shop.issued(1)[0];
  EXPECT_REFUSED(shop.sell(1, shop.new_sale(), {coupon.coupon_id}, shop.priced(2)), coupon_of_sale_missing);
  EXPECT_REFUSED(shop.sell(1, shop.new_sale(), {CouponId{{5}}}, shop.priced(0)), coupon_of_sale_unknown);
  const Instant before_the_batch = shop.clock.now() + -kDay_ms;
  EXPECT_TRUE(shop.sell(1, shop.new_sale(), {}, shop.priced(1), {}, before_the_batch))
      << "paper coupons, before there were numbered ones";
}

TEST_P(Coupons, ALateSaleStandsAndItsExcessIsRecorded) {
  const Coupon coupon = shop.issued(1)[0];
  ASSERT_TRUE(shop.reserve(1, shop.new_id(), coupon.code));
  const Instant sold_offline = shop.clock.now();
  shop.clock.advance(kHour_ms);
  EXPECT_EQ(shop.free_expired(), 1);
  const SaleId faster = shop.new_sale(), late = shop.new_sale();
  ASSERT_TRUE(shop.reserve(2, shop.new_id(), coupon.code));
  EXPECT_TRUE(shop.sell(2, faster, {coupon.coupon_id}, shop.priced(1))->empty());
  const auto excess = shop.sell(1, late, {coupon.coupon_id}, shop.priced(1), {}, sold_offline);
  ASSERT_TRUE(excess);
  ASSERT_EQ(excess->size(), 1u);
  EXPECT_EQ((*excess)[0].reason, "used");
  EXPECT_EQ((*excess)[0].other_sale_id, faster);
  EXPECT_EQ(shop.coupon(coupon.coupon_id).sale_id, faster);
  EXPECT_EQ(shop.counts().used, 1);
  const auto shown = store->read<std::vector<CouponExcess>>(
      [&](db::Transaction& transaction) { return coupon_excesses(transaction, shop.merchant_id, 10); });
  ASSERT_EQ(shown.size(), 1u);
  EXPECT_EQ(shown[0].sale_id, late);
}

TEST_P(Coupons, ALateSaleTakesTheCouponFromATillThatOnlyHoldsIt) {
  const Coupon coupon = shop.issued(1)[0];
  ASSERT_TRUE(shop.reserve(2, shop.new_id(), coupon.code));
  EXPECT_TRUE(shop.sell(1, shop.new_sale(), {coupon.coupon_id}, shop.priced(1))->empty());
  const auto excess = shop.sell(2, shop.new_sale(), {coupon.coupon_id}, shop.priced(1));
  ASSERT_TRUE(excess);
  EXPECT_EQ(excess->size(), 1u) << "one coupon, two sales: one excess";
}

TEST_P(Coupons, ASaleOfItsLastDayIsGoodHoweverLateItComes) {
  const Coupon coupon = shop.issued(1)[0];
  const Instant sold_at = shop.clock.now();
  shop.clock.advance(60 * kDay_ms);
  EXPECT_EQ(shop.expire(), 1);
  EXPECT_TRUE(shop.sell(1, shop.new_sale(), {coupon.coupon_id}, shop.priced(1), {}, sold_at)->empty());
  EXPECT_EQ(shop.counts().used, 1);
  EXPECT_EQ(shop.counts().expired, 0);
}

TEST_P(Coupons, ALateSaleOverALimitIsAnExcess) {
  CouponBatchDraft draft = shop.draft();
  draft.limits.used = 1;
  ASSERT_TRUE(shop.put_batch(draft));
  const auto coupons = shop.issued(2);
  const auto excess =
      shop.sell(1, shop.new_sale(), {coupons[0].coupon_id, coupons[1].coupon_id}, shop.priced(2));
  ASSERT_TRUE(excess);
  ASSERT_EQ(excess->size(), 1u);
  EXPECT_EQ((*excess)[0].reason, "limit");
}

// ---- refund ----

TEST_P(Coupons, ARefundOfTheWholeBenefitGivesTheCouponBackOnceWithMoreTime) {
  const Coupon coupon = shop.issued(1)[0];
  for (int round = 0; round < 2; ++round) {
    const SaleId sale_id = shop.new_sale();
    ASSERT_TRUE(shop.reserve(1, shop.new_id(), coupon.code));
    ASSERT_TRUE(shop.sell(1, sale_id, {coupon.coupon_id}, shop.priced(1)));
    EXPECT_TRUE(shop.give_back(sale_id, false).returned.empty()) << "a part of it";
    EXPECT_EQ(shop.coupon(coupon.coupon_id).state, CouponState::used);
    if (round == 0) shop.clock.advance(29 * kDay_ms);
    EXPECT_EQ(shop.give_back(sale_id, true).returned.size(), 1u);
    EXPECT_TRUE(shop.give_back(sale_id, true).returned.empty()) << "it is back already";
  }
  const Coupon back = shop.coupon(coupon.coupon_id);
  EXPECT_EQ(back.valid_until.days, coupon.valid_until.days + 6) << "29 + 7 days, once";
  EXPECT_TRUE(back.extended);
  EXPECT_EQ(shop.counts().returned, 2);
  EXPECT_EQ(shop.counts().discount, Money{});
}

TEST_P(Coupons, WhatASaleEarnedIsTakenBackAsFarAsItIsNotEarnedAnyMore) {
  const SaleId sale_id = shop.new_sale();
  const auto earning = shop.earning(3);
  ASSERT_TRUE(shop.sell(1, sale_id, {}, earning, shop.members[0]));
  auto earned = store->read<std::vector<Coupon>>([&](db::Transaction& transaction) {
    return coupons_by_source(transaction, shop.merchant_id, sale_id.bytes);
  });
  ASSERT_EQ(earned.size(), 3u);
  EXPECT_EQ(earned[0].member_id, shop.members[0]);
  ASSERT_TRUE(shop.sell(1, shop.new_sale(), {earned[0].coupon_id}, shop.priced(1), shop.members[0]));
  const auto first = shop.give_back(sale_id, false, 2);
  EXPECT_EQ(first.voided, 1) << "one that was not used yet";
  EXPECT_EQ(first.used, 0);
  EXPECT_EQ(shop.give_back(sale_id, false, 2).voided, 0) << "taken already";
  const auto rest = shop.give_back(sale_id, false, 0);
  EXPECT_EQ(rest.voided, 1);
  EXPECT_EQ(rest.used, 1);
  EXPECT_EQ(rest.used_value, Money{500}) << "what the used one gave is to be deducted";
  EXPECT_EQ(shop.give_back(sale_id, false, 0).used_value, Money{});
  EXPECT_EQ(shop.counts().voided, 2);
}

TEST_P(Coupons, ASaleIssuesItsCouponsOnce) {
  const SaleId sale_id = shop.new_sale();
  std::vector<Coupon> first, again;
  for (auto* list : {&first, &again})
    shop.run([&](db::Transaction& transaction) {
      *list = issue_for_sale(transaction, shop.keys, shop.work(transaction, 1), sale_id, shop.members[0],
                             *shop.earning(2).rewards);
    });
  ASSERT_EQ(first.size(), 2u);
  EXPECT_EQ(first[0].code, again[0].code);
  EXPECT_EQ(shop.counts().made, 2);
}

// ---- end ----

TEST_P(Coupons, WhatIsOverExpiresOnceAndWhatIsHeldAfterItsHold) {
  const auto coupons = shop.issued(3);
  ASSERT_TRUE(shop.reserve(1, shop.new_id(), coupons[0].code));
  shop.clock.advance(31 * kDay_ms);
  EXPECT_REFUSED(shop.reserve(1, shop.new_id(), coupons[1].code), coupon_expired);
  EXPECT_EQ(shop.expire(), 2);
  EXPECT_EQ(shop.free_expired(), 1);
  EXPECT_EQ(shop.expire(), 1);
  EXPECT_EQ(shop.expire(), 0);
  EXPECT_EQ(shop.counts().expired, 3);
}

TEST_P(Coupons, APersonVoidsWithAReason) {
  const auto coupons = shop.issued(2);
  const OperationId id = shop.new_id();
  ASSERT_TRUE(shop.void_one(id, coupons[0].code));
  EXPECT_TRUE(shop.void_one(id, coupons[0].code)) << "a lost reply";
  EXPECT_REFUSED(shop.void_one(shop.new_id(), coupons[0].code), coupon_not_free);
  EXPECT_REFUSED(shop.reserve(1, shop.new_id(), coupons[0].code), coupon_voided);
  const auto events = store->read<std::vector<CouponEvent>>([&](db::Transaction& transaction) {
    return coupon_events(transaction, shop.merchant_id, coupons[0].coupon_id);
  });
  EXPECT_EQ(events.back().note, "印错了");
  EXPECT_EQ(events.back().staff_id, shop.staff_id);
}

// ---- passing on ----

TEST_P(Coupons, ACouponIsPassedOnOnceUnderANewCode) {
  const Coupon coupon = shop.issued(1, shop.members[0])[0];
  const OperationId link = shop.new_id(), other = shop.new_id();
  ASSERT_TRUE(shop.offer(link, coupon.code));
  ASSERT_TRUE(shop.offer(link, coupon.code)) << "a lost reply";
  ASSERT_TRUE(shop.offer(other, coupon.code)) << "to two people: the first one gets it";
  const auto taken = shop.take(link, shop.members[1]);
  ASSERT_TRUE(taken);
  EXPECT_EQ(taken->member_id, shop.members[1]);
  EXPECT_NE(taken->code, coupon.code);
  EXPECT_EQ(shop.take(link, shop.members[1])->code, taken->code) << "a lost reply";
  EXPECT_REFUSED(shop.take(link, shop.members[2]), coupon_transfer_over);
  EXPECT_REFUSED(shop.take(other, shop.members[2]), coupon_transfer_over);
  EXPECT_REFUSED(shop.reserve(1, shop.new_id(), coupon.code, shop.members[0]), coupon_passed_on);
  EXPECT_REFUSED(shop.reserve(1, shop.new_id(), taken->code, shop.members[0]), coupon_of_another);
  EXPECT_TRUE(shop.reserve(1, shop.new_id(), taken->code, shop.members[1]));
}

TEST_P(Coupons, WhatIsHeldUsedOrTooOldIsNotPassedOn) {
  const auto coupons = shop.issued(2, shop.members[0]);
  const OperationId link = shop.new_id();
  ASSERT_TRUE(shop.offer(link, coupons[0].code));
  ASSERT_TRUE(shop.reserve(1, shop.new_id(), coupons[0].code, shop.members[0])) << "it is still his";
  EXPECT_REFUSED(shop.take(link, shop.members[1]), coupon_not_free);
  const OperationId second = shop.new_id();
  ASSERT_TRUE(shop.offer(second, coupons[1].code));
  EXPECT_REFUSED(shop.offer(second, coupons[0].code), coupon_id_reused);
  shop.clock.advance(8 * kDay_ms);
  EXPECT_REFUSED(shop.take(second, shop.members[1]), coupon_transfer_over);
  EXPECT_REFUSED(shop.take(shop.new_id(), shop.members[1]), no_such_coupon_transfer);
  CouponBatchDraft draft = shop.draft();
  draft.transferable = false;
  ASSERT_TRUE(shop.put_batch(draft));
  EXPECT_REFUSED(shop.offer(shop.new_id(), coupons[1].code), coupon_not_transferable);
}

TEST_P(Coupons, CodesAreCheckedBeforeTheyAreLookedUp) {
  EXPECT_REFUSED(shop.reserve(1, shop.new_id(), "6901234567892"), coupon_code_wrong);
  EXPECT_REFUSED(shop.reserve(1, shop.new_id(), "Q00000000000"), no_such_coupon);
}

}  // namespace
}  // namespace huiji::wallet
