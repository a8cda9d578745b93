#include "insight/setup_checks.hpp"

#include <gtest/gtest.h>

#include "insight/setup_texts.hpp"
#include "insight/trial.hpp"

namespace huiji::insight {
namespace {

constexpr Instant kNow{1'760'000'000'000};

pricing::Promotion promotion(int number, const char* kind, const char* parameters) {
  pricing::Promotion promotion;
  promotion.promotion_id = PromotionId{{7, std::uint8_t(number)}};
  promotion.kind = kind;
  promotion.name = "促销" + std::to_string(number);
  promotion.state = pricing::PromotionState::active;
  promotion.parameters.text = parameters;
  return promotion;
}

CheckedProduct product(int number, std::int64_t price, std::int64_t cost) {
  CheckedProduct product;
  product.product_id = ProductId{{6, std::uint8_t(number), std::uint8_t(number >> 8)}};
  product.name = "商品" + std::to_string(number);
  product.price = {price};
  product.cost = {cost};
  product.categories = {CategoryId{{5, 1}}};
  return product;
}

CheckInput input_of(pricing::Promotion draft) {
  CheckInput input;
  input.draft = std::move(draft);
  input.products = {product(1, 1000, 600), product(2, 500, 300)};
  input.now = kNow;
  return input;
}

const SetupFinding* find(const CheckReport& report, std::string_view code) {
  for (const SetupFinding& finding : report.findings)
    if (finding.code == code) return &finding;
  return nullptr;
}

TEST(SetupChecks, ASoundDraftHasNoErrors) {
  const auto report = check_setup(input_of(promotion(1, "percent_off", R"({"off":1000})")));
  EXPECT_TRUE(report.findings.empty()) << report.findings.at(0).text_en;
  EXPECT_EQ(report.products_in_scope, 2);
  EXPECT_EQ(report.products_looked_at, 2);
  ASSERT_EQ(report.deepest.size(), 2u);
  EXPECT_EQ(report.deepest[0].net, Money{900});
  EXPECT_EQ(report.deepest[0].off, Percent{1000});
  EXPECT_EQ(report.deepest[0].margin, 3333);
}

TEST(SetupChecks, FindsTheStackBelowCost) {
  auto input = input_of(promotion(1, "nth_item_percent", R"({"nth":2,"off":5000})"));
  input.live = {promotion(2, "percent_off", R"({"off":3000})")};
  input.products.pop_back();
  const auto report = check_setup(input);
  const auto* finding = find(report, "below_cost");
  ASSERT_TRUE(finding);
  EXPECT_EQ(finding->severity, Severity::error);
  EXPECT_EQ(finding->amount, Money{525});  // (7.00 + 3.50) / 2
  EXPECT_NE(finding->text_zh.find("¥5.25"), std::string::npos);
  EXPECT_NE(finding->text_en.find("促销2 + 促销1"), std::string::npos) << finding->text_en;
  EXPECT_EQ(report.deepest[0].promotions.size(), 2u);
  EXPECT_EQ(report.deepest[0].count, 2);
}

TEST(SetupChecks, AMarginLimitIsTheShopsOwn) {
  auto input = input_of(promotion(1, "percent_off", R"({"off":3000})"));
  EXPECT_FALSE(find(check_setup(input), "below_margin"));
  input.least_margin = Percent{2000};
  const auto report = check_setup(input);
  ASSERT_TRUE(find(report, "below_margin"));
  EXPECT_NE(find(report, "below_margin")->text_zh.find("14.28%"), std::string::npos);
}

TEST(SetupChecks, AnEmptyScopeAndAPastEnd) {
  auto draft = promotion(1, "percent_off", R"({"off":1000})");
  draft.scope.products = {ProductId{{99}}};
  draft.schedule.ends_at = kNow;
  const auto report = check_setup(input_of(draft));
  EXPECT_TRUE(find(report, "scope_empty"));
  EXPECT_TRUE(find(report, "schedule_past"));
  EXPECT_EQ(report.products_in_scope, 0);
}

TEST(SetupChecks, GoodsThatTakeNoDiscountsAreNamed) {
  auto draft = promotion(1, "percent_off", R"({"off":1000})");
  draft.scope.categories = {CategoryId{{5, 1}}};
  auto input = input_of(draft);
  input.products[1].discountable = false;
  const auto report = check_setup(input);
  ASSERT_TRUE(find(report, "not_discountable"));
  EXPECT_EQ(find(report, "not_discountable")->product_id, input.products[1].product_id);
  EXPECT_EQ(report.products_in_scope, 1);
}

TEST(SetupChecks, ASpecialPriceAboveTheShelfSavesNothing) {
  const auto some = check_setup(input_of(promotion(1, "special_price", R"({"price":700})")));
  ASSERT_TRUE(find(some, "saves_nothing_on"));
  EXPECT_EQ(find(some, "saves_nothing_on")->product_id, product(2, 0, 0).product_id);
  EXPECT_FALSE(find(some, "saves_nothing"));
  const auto all = check_setup(input_of(promotion(1, "special_price", R"({"price":1000})")));
  ASSERT_TRUE(find(all, "saves_nothing"));
  EXPECT_EQ(find(all, "saves_nothing")->severity, Severity::error);
}

TEST(SetupChecks, SaysWhichOfTwoOfAKindWins) {
  auto input = input_of(promotion(1, "percent_off", R"({"off":1000})"));
  input.live = {promotion(2, "percent_off", R"({"off":2000})")};
  const auto loses = check_setup(input);
  ASSERT_TRUE(find(loses, "loses_to"));
  EXPECT_EQ(find(loses, "loses_to")->rival_id, input.live[0].promotion_id);
  EXPECT_TRUE(find(loses, "never_wins"));
  std::swap(input.draft.parameters, input.live[0].parameters);
  const auto wins = check_setup(input);
  EXPECT_TRUE(find(wins, "wins_over"));
  EXPECT_FALSE(find(wins, "never_wins"));
  input.live[0].schedule.from_minute = 600;
  input.live[0].schedule.to_minute = 700;
  input.draft.schedule.from_minute = 700;
  input.draft.schedule.to_minute = 800;
  EXPECT_FALSE(find(check_setup(input), "wins_over")) << "never open together";
}

TEST(SetupChecks, SeesThatSplittingAnOrderPays) {
  // Ten off from twenty, once an order: four pieces in two orders get it twice.
  const auto once =
      check_setup(input_of(promotion(1, "amount_off", R"({"threshold":2000,"off":300,"every":false})")));
  ASSERT_TRUE(find(once, "split_gain"));
  EXPECT_EQ(find(once, "split_gain")->amount, Money{300});
  const auto percent = check_setup(input_of(promotion(1, "percent_off", R"({"off":1000})")));
  EXPECT_FALSE(find(percent, "split_gain"));
}

TEST(SetupChecks, HoldsThePriceAgainstTheLowestDealOfTheWeek) {
  auto input = input_of(promotion(1, "special_price", R"({"price":450})"));
  input.products[1].lowest_deal = Money{420};
  const auto report = check_setup(input);
  ASSERT_TRUE(find(report, "reference_price"));
  EXPECT_EQ(find(report, "reference_price")->amount, Money{420});
  EXPECT_EQ(find(report, "reference_price")->product_id, input.products[1].product_id);
  ASSERT_TRUE(find(report, "not_below_low"));
  input.products[1].lowest_deal = Money{500};
  EXPECT_FALSE(find(check_setup(input), "reference_price"));
}

TEST(SetupChecks, LooksAtTheEndsOfAGreatScope) {
  auto input = input_of(promotion(1, "percent_off", R"({"off":1000})"));
  input.products.clear();
  for (int i = 0; i < 3000; ++i) input.products.push_back(product(i, 1000 + i, 100));
  input.products[1500].cost = {2400};  // below cost after ten percent
  const auto report = check_setup(input);
  EXPECT_EQ(report.products_in_scope, 3000);
  EXPECT_EQ(report.products_looked_at, 120);
  ASSERT_TRUE(find(report, "below_cost")) << "the thinnest margin is looked at";
  EXPECT_EQ(find(report, "below_cost")->product_id, input.products[1500].product_id);
}

TEST(SetupChecks, SchedulesThatMeet) {
  pricing::Schedule a, b;
  EXPECT_TRUE(may_coincide(a, b));
  a.weekdays = {1, 2};
  b.weekdays = {3};
  EXPECT_FALSE(may_coincide(a, b));
  a.from_minute = 22 * 60, a.to_minute = 2 * 60;
  EXPECT_TRUE(may_coincide(a, b)) << "its small hours are on Wednesday";
  b.from_minute = 3 * 60, b.to_minute = 4 * 60;
  EXPECT_FALSE(may_coincide(a, b));
  pricing::Schedule ended, later;
  ended.ends_at = Instant{5};
  later.starts_at = Instant{5};
  EXPECT_FALSE(may_coincide(ended, later));
  EXPECT_FALSE(may_coincide(later, ended));
}

TEST(SetupTexts, SayAmountsAndPercents) {
  EXPECT_EQ(yuan(Money{105}), "¥1.05");
  EXPECT_EQ(yuan(Money{-5}), "-¥0.05");
  EXPECT_EQ(percent_text(Percent{1250}), "12.5%");
  EXPECT_EQ(percent_text(Percent{-2000}), "-20%");
}

TEST(Trial, FindsWhatAKindAsksFor) {
  constexpr std::string_view json =
      R"({"rows":[{"threshold":5000,"tender":"cash"},{"threshold":9000}],"x":"threshold"})";
  EXPECT_EQ(numbers_named(json, "threshold"), (std::vector<std::int64_t>{5000, 9000}));
  EXPECT_EQ(texts_named(json, "tender"), std::vector<std::string>{"cash"});
}

}  // namespace
}  // namespace huiji::insight
