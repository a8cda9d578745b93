#include "insight/laboratory_store.hpp"

#include <gtest/gtest.h>

#include "checkout/test_shop.hpp"
#include "insight/laboratory_flow.hpp"
#include "insight/setup_checks_store.hpp"
#include "wire/json.hpp"

namespace huiji::insight {
namespace {

using checkout::grams;
using checkout::line;
using checkout::TestShop;

class LaboratoryStore : public test::EachEngine {
 protected:
  std::unique_ptr<TestShop> shop;
  void SetUp() override { shop = std::make_unique<TestShop>(*store); }

  static promotions::PromotionDraft draft_of(const char* kind, const char* parameters) {
    promotions::PromotionDraft draft;
    draft.kind = kind;
    draft.name = "草案";
    draft.parameters.text = parameters;
    return draft;
  }
  RunRequest request(promotions::PromotionDraft draft, int first = -1, int last = 1) {
    const Date today = business_day(shop->clock.now(), 480, 240);
    RunRequest request;
    request.draft = std::move(draft);
    request.from_day = Date{today.days + first};
    request.to_day = Date{today.days + last};
    return request;
  }
  // Both ways of replaying, which must come to the same figures.
  LaboratoryTotals totals_of(const RunRequest& request, PromotionId promotion_id = PromotionId{{0xee}}) {
    const auto totals = totals_by(Thoroughness::everything, request, promotion_id);
    const auto fast = totals_by(Thoroughness::what_may_differ, request, promotion_id);
    EXPECT_EQ(wire::to_json(fast), wire::to_json(totals));
    return totals;
  }
  LaboratoryTotals totals_by(Thoroughness thoroughness, const RunRequest& request, PromotionId promotion_id) {
    Tally tally;
    std::int64_t done = 0, total = 0;
    catalog::FactsCache facts;
    promotions::RulesCache rules;
    const Services services{*store, shop->clock, facts, rules};
    const auto tell = [&](const Progress& progress) {
      if (progress.page) tally.add(*progress.page);
      done += progress.done;
      total = progress.total;
      return true;
    };
    EXPECT_TRUE(replay(services, shop->merchant_id, promotion_id, request, tell, thoroughness));
    EXPECT_EQ(done, total);
    return tally.totals();
  }
};
HUIJI_ON_EACH_ENGINE(LaboratoryStore);

TEST_P(LaboratoryStore, ReplaysWhatWasBookedExactly) {
  shop->sold(0, {line(1, 2), line(3, 4), grams(11, 456)});
  shop->sold(1, {line(2, 1), line(4, 3), line(6, 9)}, shop->members[0]);
  shop->clock.advance(60'000);
  const auto back = shop->sold(0, {line(7, 2)});
  ASSERT_TRUE(shop->take_back(0, shop->new_id(), shop->give_back(0, back.sale_id, {{1, pieces(1)}})));
  const auto totals = totals_of(request(draft_of("percent_off", R"({"off":5000})")));
  EXPECT_EQ(totals.baskets, 3) << "a return is no basket";
  EXPECT_EQ(totals.differs, 0);
  EXPECT_EQ(totals.unreadable, 0);
  EXPECT_EQ(totals.touched, 3);
  EXPECT_EQ(totals.rose, 0);
  EXPECT_EQ(totals.revenue_before.minor,
            shop->number("SELECT CAST(sum(payable) AS BIGINT) FROM sale WHERE kind = 'sale'"));
  EXPECT_EQ(
      totals.margin_before.minor,
      shop->number(
          "SELECT CAST(sum(l.net - l.cost) AS BIGINT) FROM sale_line l JOIN sale s ON s.sale_id = l.sale_id "
          "AND s.merchant_id = l.merchant_id WHERE s.kind = 'sale'"));
  EXPECT_EQ(totals.members_gaining, 1);
  EXPECT_EQ(totals.products.at(0).name.substr(0, 6), "商品");
}

// What decided the price and stands in no column: without it these sales would not come to what was booked.
TEST_P(LaboratoryStore, WhatWasFrozenWithASaleIsPartOfItsBasket) {
  pricing::Promotion coupon;
  coupon.kind = "amount_off";
  coupon.parameters.text = R"({"threshold":1000,"off":300,"every":false})";
  coupon.terms.emplace();
  coupon.terms->by_coupon = true;
  const PromotionId coupon_id = shop->add_promotion(4, coupon);
  pricing::Promotion tagged;
  tagged.kind = "percent_off";
  tagged.parameters.text = R"({"off":700})";
  tagged.audience = pricing::Audience{{}, {"neighbour"}, {}, {}};
  shop->add_promotion(5, tagged);
  shop->tag(shop->members[0], {"neighbour"});
  auto request = shop->request(0, {line(6, 3), line(7, 1), line(8, 1)}, shop->members[0]);
  request.staff_id = shop->manager;
  request.lines[1].manual_price = Money{500};
  request.lines[2].markdown_price = Money{300};
  request.lines[2].serial = "L-1";
  request.facts.emplace();
  request.facts->coupons = {{coupon_id, 1}};
  request.facts->tags = {{"neighbour"}};
  request.facts->manual = pricing::ManualDiscount{{500}, {20}, "熟客"};
  request = shop->priced(std::move(request));
  ASSERT_TRUE(shop->sell(0, shop->new_id(), request));
  shop->sold(0, {line(6, 3)});
  const auto totals = totals_of(this->request(draft_of("percent_off", R"({"off":5000})")));
  EXPECT_EQ(totals.differs, 0);
  EXPECT_EQ(totals.baskets, 2);
  EXPECT_EQ(totals.revenue_before, request.payable + Money{3 * (199 + 137 * 6)});
  EXPECT_GT(totals.discount_before, Money{300 + 20}) << "the coupon, the amount by hand and more";
}

TEST_P(LaboratoryStore, ADraftForAShopFindsTheSalesOfATillThatNamedNone) {
  shop->sold(0, {line(6, 2)});
  auto draft = draft_of("percent_off", R"({"off":5000})");
  draft.audience = pricing::Audience{{}, {}, {shop->shop_id}, {}};
  EXPECT_EQ(totals_of(request(draft)).touched, 1);
  pricing::Promotion own;
  own.kind = "percent_off";
  own.parameters.text = R"({"off":2000})";
  own.audience = pricing::Audience{{}, {}, {shop->shop_id}, {}};
  shop->add_promotion(4, own);
  shop->sold(0, {line(7, 2)});  // the till did not name its shop: shelf price
  EXPECT_EQ(totals_of(request(draft)).differs, 0);
}

TEST_P(LaboratoryStore, ADraftThatIsNothingChangesNothing) {
  for (int i = 0; i < 8; ++i) shop->sold(i % 2, {line(i, 1 + i), line(i + 1, 2)});
  const auto totals =
      totals_of(request(draft_of("amount_off", R"({"threshold":90000000,"off":1,"every":false})")));
  EXPECT_EQ(totals.baskets, 8);
  EXPECT_EQ(totals.touched + totals.gaining + totals.rose + totals.differs, 0);
  EXPECT_EQ(totals.revenue_before, totals.revenue_after);
  EXPECT_EQ(totals.margin_before, totals.margin_after);
}

TEST_P(LaboratoryStore, EachSaleKeepsTheFactsOfItsVersion) {
  shop->sold(0, {line(7, 1)});
  const Money before = {199 + 137 * 7};
  shop->change_price(7, Money{2 * before.minor});
  shop->sold(0, {line(7, 1)});
  const auto totals = totals_of(request(draft_of("percent_off", R"({"off":5000})")));
  EXPECT_EQ(totals.differs, 0);
  ASSERT_EQ(totals.products.size(), 1u);
  EXPECT_EQ(totals.products[0].revenue_before.minor, 3 * before.minor);
}

TEST_P(LaboratoryStore, AChangedPromotionTakesThePlaceOfTheFormer) {
  shop->sold(0, {line(1, 2)});  // ten percent off by promotion 1
  auto draft = draft_of("percent_off", R"({"off":500})");
  draft.scope.products = {TestShop::product(1)};
  const auto totals = totals_of(request(draft), checkout::test_id<PromotionId>(8, 1));
  EXPECT_EQ(totals.rose, 1) << "five percent instead of ten";
  EXPECT_LT(totals.cost.minor, 0);
  ASSERT_EQ(totals.rose_samples.size(), 1u);
  EXPECT_LT(totals.rose_samples[0].before, totals.rose_samples[0].after);
}

TEST_P(LaboratoryStore, OnlyTheDaysOfThePeriod) {
  shop->sold(0, {line(6, 1)});
  shop->clock.advance(3 * kDay_ms);
  shop->sold(0, {line(6, 2)});
  const auto draft = draft_of("percent_off", R"({"off":5000})");
  EXPECT_EQ(totals_of(request(draft, 0, 0)).baskets, 1);
  EXPECT_EQ(totals_of(request(draft, -3, 0)).baskets, 2);
  EXPECT_EQ(totals_of(request(draft, -9, -4)).baskets, 0);
}

TEST_P(LaboratoryStore, PagesMeetWithoutGapOrOverlap) {
  constexpr int kSales = BasketReader::kPage + 37;
  for (int i = 0; i < 3; ++i) shop->sold(0, {line(6, 1 + i)});
  // Copies of a sale within the same millisecond: only the id tells them apart.
  const std::string copy =
      "INSERT INTO sale SELECT merchant_id, $1, kind, original_sale_id, shop_id, till_id, staff_id, "
      "member_id, "
      "number, $2, business_day, sold_at, recorded_at, catalog_version, gross, discount, payable, tax, "
      "points, "
      "content_hash, price, frozen, returns, points_spent, growth FROM sale WHERE sequence = 1";
  const std::string copy_line =
      "INSERT INTO sale_line SELECT merchant_id, $1, line_no, product_id, name, unit_name, barcode, "
      "quantity, "
      "by_weight, label_amount, unit_price, gross, discount, net, tax_rate, tax, cost FROM sale_line WHERE "
      "sale_id = "
      "(SELECT sale_id FROM sale WHERE sequence = 1)";
  ASSERT_TRUE(store->write<Done>([&](db::Transaction& transaction) -> Result<Done> {
    const checkout::RawSql sale(copy), sale_line(copy_line);
    for (int i = 3; i < kSales; ++i) {
      const SaleId sale_id = shop->new_id();
      transaction.execute(sale, {sale_id, i + 100});
      transaction.execute(sale_line, {sale_id});
    }
    return Done{};
  }));
  const auto totals = totals_of(request(draft_of("percent_off", R"({"off":5000})")));
  EXPECT_EQ(totals.baskets, kSales);
  EXPECT_EQ(totals.differs, 0);
  EXPECT_EQ(totals.products.at(0).lines, kSales);
}

TEST_P(LaboratoryStore, ASaleWithoutItsFactsIsLeftOut) {
  shop->sold(0, {line(6, 1)});
  shop->sold(0, {line(7, 1)});
  shop->run(
      "DELETE FROM product_version WHERE product_id = (SELECT product_id FROM product WHERE code = '107')");
  const auto totals = totals_of(request(draft_of("percent_off", R"({"off":5000})")));
  EXPECT_EQ(totals.baskets, 1);
  EXPECT_EQ(totals.unreadable, 1);
}

TEST_P(LaboratoryStore, LimitsHoldOverThePeriod) {
  for (int i = 0; i < 5; ++i) shop->sold(0, {line(6, 1)});
  auto draft = draft_of("percent_off", R"({"off":5000})");
  draft.limits = pricing::Limits{};
  draft.limits->total = 2;
  EXPECT_EQ(totals_of(request(draft)).times, 2);
}

TEST_P(LaboratoryStore, TheChecksKnowTheCatalogueAndTheDealsOfTheWeek) {
  shop->sold(0, {line(1, 1)});  // ten percent off
  shop->clock.advance(kDay_ms);
  shop->sold(0, {line(6, 3), line(5, 1)});
  CheckRequest asked;
  asked.draft = draft_of("percent_off", R"({"off":1000})");
  const auto input = store->read<CheckInput>([&](db::Transaction& transaction) {
    return load_check_input(transaction, shop->merchant_id, shop->shop_id,
                            checkout::test_id<PromotionId>(8, 1), asked, shop->clock.now());
  });
  EXPECT_EQ(input.utc_offset_minutes, 480);
  EXPECT_EQ(input.live.size(), 2u) << "without the former version of the draft";
  ASSERT_EQ(input.products.size(), std::size_t(TestShop::kProducts));
  for (const CheckedProduct& product : input.products) {
    EXPECT_EQ(product.categories, std::vector{checkout::test_id<CategoryId>(7, 1)});
    if (product.product_id == TestShop::product(1)) {
      EXPECT_EQ(product.lowest_deal, Money{302});  // 3.36 less 10 %
    }
    if (product.product_id == TestShop::product(6)) {
      EXPECT_EQ(product.sold, 3000);
    }
    if (product.product_id == TestShop::product(8)) {
      EXPECT_FALSE(product.lowest_deal);
    }
  }
}

}  // namespace
}  // namespace huiji::insight
