// What stands at the edge of 积分抵现: rules that make no sense, broken requests, sentences, and that baskets
// of before price to the same bytes. What it does to a price is in cases/ and in the laws.
#include "pricing/points_payment.hpp"

#include <gtest/gtest.h>

#include "pricing/pricing_errors.hpp"
#include "wire/json.hpp"

namespace huiji::pricing {
namespace {

PointsPayment rule() { return {.points = 100, .value = {100}, .minimum = {}}; }

const ErrorCode* refused(const PointsPayment& rule, Money rounding = {10}) {
  Rules rules;
  rules.rounding = RoundingRule{rounding, {"cash"}};
  rules.points_payment = rule;
  const auto compiled = compile(rules);
  return compiled ? nullptr : compiled.refusal().code;
}

Basket basket(std::int64_t price) {
  BasketLine line;
  line.line = "1";
  line.product_id = ProductId{{1}};
  line.quantity = pieces(1);
  line.unit_price = {price};
  line.tax_rate = {1300};
  Basket basket;
  basket.priced_at = {1'760'000'000'000};
  basket.lines = {line};
  basket.member = MemberFacts{.member_id = MemberId{{2}}, .tier = "gold"};
  return basket;
}

CompiledRules shop(const PointsPayment& rule) {
  Rules rules;
  rules.points.points_per_yuan = 1;
  rules.points_payment = rule;
  return *compile(rules);
}

TEST(PointsPaymentRule, RefusesWhatMakesNoSense) {
  EXPECT_EQ(refused(rule()), nullptr);
  PointsPayment other = rule();
  other.points = 0;
  EXPECT_EQ(refused(other), &points_step_senseless);
  other = rule(), other.value = {0};
  EXPECT_EQ(refused(other), &points_step_senseless);
  other = rule(), other.minimum = {-1};
  EXPECT_EQ(refused(other), &points_minimum_senseless);
  other = rule(), other.minimum = {INT64_MAX}, other.value = {kMoneyLimit - 3};
  EXPECT_EQ(refused(other, {1}), &points_minimum_senseless);
  for (const std::int64_t cap : {0, -1, 10'001}) {
    other = rule(), other.cap = {cap};
    EXPECT_EQ(refused(other), &points_cap_senseless) << cap;
  }
  other = rule(), other.cap_amount = Money{99};
  EXPECT_EQ(refused(other), &points_cap_senseless);
  other.cap_amount = Money{100};
  EXPECT_EQ(refused(other), nullptr);
  other = rule(), other.value = {105};
  EXPECT_EQ(refused(other), &points_step_rounded);
  EXPECT_EQ(refused(other, {1}), nullptr);
}

// Points that a broken till or a debt may name: the engine takes none.
TEST(PointsPaymentRule, TakesNothingOfADebtOrANegativeWish) {
  Basket one = basket(5000);
  one.spend_points = Points{-500};
  EXPECT_FALSE(price(one, shop(rule())).points_spent);
  one.spend_points = Points{INT64_MAX};
  EXPECT_EQ(price(one, shop(rule())).points_spent, Points{5000});  // the balance is not known
  one.member->points = Points{-300};
  EXPECT_FALSE(price(one, shop(rule())).points_spent);
  EXPECT_EQ(price(one, shop(rule())).points_payable, PointsPayable{});
}

// The bytes of before this layer, by the program of before, which named arithmetic 2.
TEST(PointsPaymentRule, LeavesOldBasketsTheirDigest) {
  Rules rules;
  rules.points.points_per_yuan = 1;
  rules.rounding = RoundingRule{{10}, {"cash"}};
  Basket one = basket(2597);
  one.tender = "cash";
  one.manual = ManualDiscount{{1000}, {50}, "broken bag"};
  PricedBasket priced = price(one, *compile(rules));
  priced.arithmetic = 2;
  EXPECT_EQ(digest(priced), "1ab62485248f482c67edc46c049c922477b80a2490e388bd2e12d0ebaca1fd55");
}

Explanation explained(std::optional<Points> spend, std::optional<Points> held, const PointsPayment& rule) {
  Basket one = basket(2500);
  one.spend_points = spend;
  one.member->points = held;
  return explain(one, shop(rule));
}

TEST(PointsSentences, SayWhatThePointsPayOfALine) {
  const Explanation why = explained(Points{250}, Points{1000}, rule());
  ASSERT_EQ(why.lines[0].shares.size(), 1u);
  EXPECT_EQ(why.lines[0].shares[0].text_zh, "积分抵现：200 积分抵 ¥2.00，本行 ¥2.00");
  EXPECT_EQ(why.lines[0].shares[0].text_en, "积分抵现: 200 points pay ¥2.00, ¥2.00 of it here");
  EXPECT_EQ(why.lines[0].shares[0].short_zh, "积分抵现：200 积分抵 ¥2.00");
  EXPECT_TRUE(why.not_given.empty());  // the rest is less than a step
  EXPECT_FALSE(why.bonus_zh);
}

TEST(PointsSentences, SayTheCapThatStandsInTheWay) {
  PointsPayment capped = rule();
  capped.cap = {1250};
  capped.cap_amount = Money{1000};
  const Explanation why = explained(Points{1000}, Points{1000}, capped);
  ASSERT_EQ(why.not_given.size(), 1u);
  EXPECT_EQ(why.not_given[0].reason, NotGivenReason::points_capped);
  EXPECT_EQ(why.not_given[0].points, (PointsPayable{{300}, {300}}));
  EXPECT_EQ(why.not_given[0].text_zh,
            "积分抵现：本单最多用 300 积分，抵 ¥3.00（上限：可优惠商品的 12.5%，每单 ¥10.00）");
  EXPECT_EQ(why.not_given[0].text_en,
            "积分抵现: at most 300 points of this basket, worth ¥3.00 (cap: 12.5% of the discountable goods, "
            "¥10.00 of a basket)");
}

TEST(PointsSentences, SayWhatTheMemberHasAndWhatIsTheLeast) {
  const Explanation poor = explained(Points{1000}, Points{333}, rule());
  ASSERT_EQ(poor.not_given.size(), 1u);
  EXPECT_EQ(poor.not_given[0].text_zh, "积分抵现：会员可用的只有 333 积分，可抵 ¥3.00");
  PointsPayment from_500 = rule();
  from_500.minimum = {500};
  const Explanation few = explained(Points{499}, Points{1000}, from_500);
  ASSERT_EQ(few.not_given.size(), 1u);
  EXPECT_EQ(few.not_given[0].text_zh, "积分抵现：至少要用 500 积分，抵 ¥5.00");
  EXPECT_EQ(few.not_given[0].text_en, "积分抵现: at least 500 points, worth ¥5.00");
}

TEST(PointsSentences, SayThatBonusMoneyEarnsNothing) {
  Basket one = basket(2500);
  one.bonus_tender = Money{9000};
  const Explanation why = explain(one, shop(rule()));
  EXPECT_EQ(why.bonus_zh, "应付 ¥25.00 中有 ¥25.00 用赠金支付，这部分不积分");
  EXPECT_EQ(why.bonus_en, "¥25.00 of the ¥25.00 is paid with bonus money and earns no points");
  one.member.reset();
  EXPECT_FALSE(explain(one, shop(rule())).bonus_zh);
}

RefundRequest request() {
  SoldLine line{1, pieces(3), false, {3000}, {2800}, {322}, {}, pieces(1)};
  RefundRequest request{{line}, 1, {28}};
  request.points_paid = {{kPointsPaymentOffer.id, {200}, {{200}}}};
  return request;
}

TEST(RefundOfPoints, RefusesABrokenJournal) {
  EXPECT_TRUE(check_refund(request()));
  const auto broken = [](auto change) {
    RefundRequest other = request();
    change(other);
    const auto done = check_refund(other);
    return !done && done.refusal().code == &sold_line_broken;
  };
  EXPECT_TRUE(broken([](auto& other) { (*other.points_paid)[0].shares.clear(); }));
  EXPECT_TRUE(broken([](auto& other) { (*other.points_paid)[0].shares = {{0}}; }));
  EXPECT_TRUE(broken([](auto& other) { (*other.points_paid)[0].shares = {{-1}}; }));
  EXPECT_TRUE(broken([](auto& other) { (*other.points_paid)[0].points = {-1}; }));
  EXPECT_TRUE(broken([](auto& other) { other.bonus = BonusPart{{100}, {101}}; }));
  EXPECT_TRUE(broken([](auto& other) { other.bonus = BonusPart{{100}, {0}}; }));
  EXPECT_TRUE(broken([](auto& other) { other.lines[0].points_percent = INT64_MAX; }));
}

TEST(RefundOfPoints, HoldsTheLargestNumbers) {
  RefundRequest most = request();
  most.lines[0].quantity = {kQuantityLimit};
  most.lines[0].by_weight = true;
  most.lines[0].returned_now = {kQuantityLimit};
  most.points_paid = {{kPointsPaymentOffer.id, {kMoneyLimit}, {{kMoneyLimit}}}};
  ASSERT_TRUE(check_refund(most));
  EXPECT_EQ(refund(most).points_returned, Points{kMoneyLimit});
}

// An old request, which knows nothing of spent points, gets the plan of before.
TEST(RefundOfPoints, AnOldRequestGetsAnOldPlan) {
  RefundRequest old = request();
  old.points_paid.reset();
  EXPECT_EQ(wire::to_json(refund(old)),
            R"({"lines":[{"line_no":1,"quantity":1000,"gross":1000,"net":934,"tax":107}],"gross":1000,)"
            R"("refund":934,"tax":107,"points_back":10})");
}

}  // namespace
}  // namespace huiji::pricing
