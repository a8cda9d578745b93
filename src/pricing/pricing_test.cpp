#include "pricing/pricing.hpp"

#include <gtest/gtest.h>

#include "pricing/pricing_errors.hpp"
#include "promotions/promotions_errors.hpp"
#include "wire/json.hpp"

namespace huiji::pricing {
namespace {

BasketLine line(const char* id, std::int64_t price, std::int64_t count) {
  BasketLine line;
  line.line = id;
  line.product_id = ProductId{{1}};
  line.quantity = pieces(count);
  line.unit_price = {price};
  line.tax_rate = {1300};
  return line;
}

Basket basket(std::vector<BasketLine> lines) {
  Basket basket;
  basket.priced_at = {1'760'000'000'000};
  basket.lines = std::move(lines);
  return basket;
}

Promotion promotion(const char* kind, const char* parameters) {
  Promotion promotion;
  promotion.promotion_id = PromotionId{{7}};
  promotion.kind = kind;
  promotion.name = "促销";
  promotion.state = PromotionState::active;
  promotion.parameters.text = parameters;
  return promotion;
}

template <class T>
const ErrorCode* refused(const Result<T>& result) {
  return result ? nullptr : result.refusal().code;
}

// FIPS 180-4 examples, and the lengths around the padding's border.
TEST(Digest, IsSha256) {
  EXPECT_EQ(sha256_hex(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(sha256_hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(sha256_hex("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  EXPECT_EQ(sha256_hex(std::string(55, 'a')),
            "9f4390f8d30c2dd92ec9f095b65e2b9ae9b0a925a5258e241c9f1e910f734318");
  EXPECT_EQ(sha256_hex(std::string(64, 'a')),
            "ffe054fe7ae0cb6dc65c3af9b61d5209f439851db43d0ba5997337df154668eb");
}

TEST(Digest, IsOfTheCanonicalBytes) {
  const PricedBasket priced = price(basket({line("1", 500, 2)}), CompiledRules());
  EXPECT_EQ(digest(priced), sha256_hex(wire::to_json(priced)));
  PricedBasket other = priced;
  other.points.count += 1;
  EXPECT_NE(digest(other), digest(priced));
}

TEST(CheckBasket, RefusesWhatNoTillSends) {
  EXPECT_EQ(refused(check_basket(basket({line("1", 500, 1), line("2", 500, 1)}))), nullptr);
  EXPECT_EQ(refused(check_basket(basket({line("1", 500, 1), line("1", 600, 1)}))), &line_twice);
  EXPECT_EQ(refused(check_basket(basket({line("1", -1, 1)}))), &amount_below_zero);
  EXPECT_EQ(refused(check_basket(basket({line("1", 500, 0)}))), &amount_below_zero);
  EXPECT_EQ(refused(check_basket(basket({line("1", kMoneyLimit, 2)}))), &too_much_money);
  EXPECT_EQ(refused(check_basket(basket({line("1", kMoneyLimit / 2, 1), line("2", kMoneyLimit / 2, 2)}))),
            &too_much_money);
  BasketLine half = line("1", 500, 1);
  half.quantity = {500};
  EXPECT_EQ(refused(check_basket(basket({half}))), &piece_not_whole);
  half.by_weight = true;
  EXPECT_EQ(refused(check_basket(basket({half}))), nullptr);
}

TEST(Compile, TakesActivePromotionsOnly) {
  Rules rules;
  rules.promotions = {promotion("percent_off", R"({"off":1000})")};
  EXPECT_EQ(price(basket({line("1", 500, 2)}), *compile(rules)).payable.minor, 900);
  rules.promotions[0].state = PromotionState::ended;
  EXPECT_EQ(price(basket({line("1", 500, 2)}), *compile(rules)).payable.minor, 1000);
  rules.promotions[0].parameters.text = "{}";  // an unfinished draft disturbs nobody
  rules.promotions[0].state = PromotionState::draft;
  EXPECT_EQ(refused(compile(rules)), nullptr);
}

TEST(Compile, RefusesWhatMakesNoSense) {
  Rules rules;
  rules.promotions = {promotion("lottery", "{}")};
  EXPECT_EQ(refused(compile(rules)), &promotions::unknown_kind);
  rules.promotions = {promotion("percent_off", R"({"off":0})")};
  EXPECT_EQ(refused(compile(rules)), &promotions::percent_senseless);
  rules.promotions = {promotion("percent_off", R"({"of":1})")};
  EXPECT_EQ(refused(compile(rules)), &wire::bad_field);
  rules.promotions.clear();
  rules.points.points_per_yuan = 10'001;
  EXPECT_EQ(refused(compile(rules)), &points_senseless);
}

TEST(Price, KeepsTheVersionOfItsRules) {
  Rules rules;
  rules.version = 42;
  EXPECT_EQ(price(basket({}), *compile(rules)).rules_version, 42);
}

SoldLine sold(std::int64_t count, std::int64_t gross, std::int64_t net, std::int64_t tax) {
  return {.line_no = 1,
          .quantity = pieces(count),
          .by_weight = false,
          .gross = {gross},
          .net = {net},
          .tax = {tax},
          .returned_before = {},
          .returned_now = pieces(1)};
}

TEST(Refund, RefusesMoreThanIsLeftAndBrokenDocuments) {
  EXPECT_EQ(refused(check_refund({{sold(2, 1000, 900, 104)}, 1, {9}})), nullptr);
  SoldLine line = sold(2, 1000, 900, 104);
  line.returned_before = pieces(2);
  const auto too_much = check_refund({{line}, 1, {9}});
  ASSERT_EQ(refused(too_much), &returned_too_much);
  EXPECT_EQ(too_much.refusal().details[1].value, "0");
  EXPECT_EQ(refused(check_refund({{sold(2, 1000, 1100, 104)}, 1, {9}})), &sold_line_broken);
  EXPECT_EQ(refused(check_refund({{sold(2, 1000, 900, 901)}, 1, {9}})), &sold_line_broken);
  EXPECT_EQ(refused(check_refund({{sold(2, 1000, 900, 104), sold(2, 1000, 900, 104)}, 1, {9}})), &line_twice);
}

TEST(Refund, APlanForARefusedRequestIsABrokenProgram) {
  SoldLine line = sold(1, 1000, 900, 104);
  line.returned_now = pieces(2);
  EXPECT_THROW(refund({{line}, 0, {}}), BrokenProgram);
}

TEST(Refund, TakesBackPointsOnlyWhenTheBasisFallsBelowAPoint) {
  SoldLine line = sold(3, 300, 299, 34);  // 2 points
  line.returned_now = pieces(1);
  const RefundPlan plan = refund({{line}, 1, {2}});
  EXPECT_EQ(plan.refund.minor, 100);  // 299 - floor(299 x 2/3)
  EXPECT_EQ(plan.points_back.count, 1);
  EXPECT_EQ(plan.gross.minor, 100);
}

TEST(Refund, WithoutAMemberTakesNoPoints) {
  EXPECT_EQ(refund({{sold(2, 1000, 900, 104)}, 0, {}}).points_back.count, 0);
}

}  // namespace
}  // namespace huiji::pricing
