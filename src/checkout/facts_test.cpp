// What a till tells of a basket beside its goods: it is priced, stored, and checked as far as it can be.
#include <gtest/gtest.h>

#include "checkout/checkout_errors.hpp"
#include "checkout/test_shop.hpp"
#include "checkout/totals_store.hpp"
#include "promotions/promotions_errors.hpp"

namespace huiji::checkout {
namespace {

class Facts : public test::EachEngine {
 protected:
  TestShop shop{*store};

  SaleRequest asked(std::vector<SaleLine> lines, TillFacts facts, std::optional<MemberId> member = {}) {
    SaleRequest request = shop.request(0, std::move(lines), member);
    request.facts = std::move(facts);
    return shop.priced(std::move(request));
  }
  Receipt sell(const SaleRequest& request) {
    auto receipt = shop.sell(0, shop.new_id(), request);
    HUIJI_CHECK(receipt);
    return *receipt;
  }
  void expect_refused(const SaleRequest& request, const ErrorCode& code) {
    const auto before = shop.dump();
    const auto receipt = shop.sell(0, shop.new_id(), request);
    ASSERT_FALSE(receipt) << "expected " << code.code;
    EXPECT_STREQ(receipt.refusal().code->code, code.code);
    EXPECT_EQ(shop.dump(), before);
  }
  DayTotals totals(const Receipt& receipt) {
    return store->read<DayTotals>([&](db::Transaction& transaction) {
      return day_totals(transaction, shop.merchant_id, receipt.business_day);
    });
  }
  static pricing::Promotion promotion(const char* kind, const char* parameters) {
    pricing::Promotion promotion;
    promotion.kind = kind;
    promotion.parameters.text = parameters;
    return promotion;
  }
};

TEST_P(Facts, APriceByHandNeedsTheRight) {
  SaleRequest request = shop.request(0, {line(6, 2), line(7, 1)});
  request.lines[0].manual_price = Money{500};
  request = shop.priced(std::move(request));
  EXPECT_EQ(request.payable, Money{1000 + 199 + 137 * 7});
  expect_refused(request, sale_discount_not_allowed);
  request.staff_id = shop.manager;
  const Receipt receipt = sell(request);
  ASSERT_EQ(receipt.lines[0].discounts.size(), 1u);
  EXPECT_EQ(receipt.lines[0].discounts[0].name, "改价");
  EXPECT_EQ(receipt.lines[0].net, Money{1000});
  EXPECT_TRUE(totals(receipt).agrees);
  shop.expect_sound();
}

TEST_P(Facts, ADiscountOnTheWholeBillNeedsTheRightAndAReason) {
  TillFacts facts;
  facts.manual = pricing::ManualDiscount{{1000}, {50}, "熟客"};
  SaleRequest request = asked({line(6, 2), line(3, 3)}, facts);
  expect_refused(request, sale_discount_not_allowed);
  request.staff_id = shop.manager;
  SaleRequest silent = request;
  silent.facts->manual->reason.clear();
  expect_refused(silent, sale_discount_wrong);
  const Receipt receipt = sell(request);
  EXPECT_EQ(receipt.promotions.back().name, "整单优惠");
  EXPECT_TRUE(totals(receipt).agrees);
  shop.expect_sound();
}

// A promotion may give in several layers of one line only under different ids, so rows never collide.
TEST_P(Facts, BuiltInDiscountsStandBesideEachOther) {
  TillFacts facts;
  facts.manual = pricing::ManualDiscount{{0}, {37}, "零头"};
  SaleRequest request = shop.request(0, {line(1, 3), line(3, 1), line(6, 9)}, shop.members[0]);
  request.lines[1].markdown_price = Money{300};
  request.lines[1].serial = "L-1";
  request.facts = facts;
  request.staff_id = shop.manager;
  const Receipt receipt = sell(shop.priced(std::move(request)));
  EXPECT_EQ(receipt.lines[1].discounts.size() + receipt.lines[2].discounts.size(),
            std::size_t(shop.number("SELECT count(*) FROM sale_discount WHERE line_no IN (2, 3)")));
  EXPECT_EQ(shop.number("SELECT CAST(sum(amount) AS BIGINT) FROM sale_discount"), receipt.discount.minor);
  shop.expect_sound();
}

TEST_P(Facts, AMarkdownLabelSellsOnce) {
  SaleRequest first = shop.request(0, {line(6, 1)});
  first.lines[0].markdown_price = Money{300};
  first.lines[0].serial = "L-77";
  SaleRequest second = shop.request(1, {line(7, 1), first.lines[0]});
  const SaleId sale_id = shop.new_id();
  first = shop.priced(std::move(first));
  const auto sold = shop.sell(0, sale_id, first);
  ASSERT_TRUE(sold);
  EXPECT_EQ(sold->payable, Money{300});
  EXPECT_TRUE(shop.sell(0, sale_id, first)) << "the same request again is no second sale";
  second.payable = {1458};
  second.price_digest.clear();
  second.tenders = {{TenderKind::cash, {1458}, {1458}, {0}}};
  const auto refused = shop.sell(1, shop.new_id(), second);
  ASSERT_FALSE(refused);
  EXPECT_STREQ(refused.refusal().code->code, "sale.serial_used");
  EXPECT_EQ(refused.refusal().details[0].value, "2");
  EXPECT_EQ(refused.refusal().details[1].value, first.number);
  shop.expect_sound();
}

TEST_P(Facts, ALabelIsForOnePieceAndOnceInASale) {
  SaleRequest request = shop.request(0, {line(6, 2)});
  request.lines[0].serial = "L-1";
  expect_refused(request, sale_serial_wrong);
  request = shop.request(0, {line(6, 1), line(6, 1)});
  request.lines[0].serial = request.lines[1].serial = "L-1";
  expect_refused(request, sale_serial_wrong);
}

TEST_P(Facts, AShopsOwnPromotionNeedsTheShop) {
  pricing::Promotion own = promotion("percent_off", R"({"off":5000})");
  own.audience = pricing::Audience{{}, {}, {shop.shop_id}, {}};
  shop.add_promotion(4, own);
  EXPECT_EQ(shop.request(0, {line(6, 2)}).payable, Money{2 * (199 + 137 * 6)}) << "nobody named the shop";
  TillFacts facts;
  facts.shop_id = shop.shop_id;
  const SaleRequest request = asked({line(6, 2)}, facts);
  EXPECT_EQ(request.payable, Money{199 + 137 * 6});
  SaleRequest other = request;
  other.facts->shop_id = test_id<ShopId>(2, 9);
  expect_refused(other, sale_shop_wrong);
  sell(request);
  shop.expect_sound();
}

TEST_P(Facts, ATenderThatIsPricedMustBePaid) {
  shop.add_promotion(
      4, promotion("tender_discount", R"({"rows":[{"tender":"cash"}],"threshold":0,"off":1000})"));
  TillFacts facts;
  facts.tender = "cash";
  const SaleRequest request = asked({line(6, 1)}, facts);
  EXPECT_LT(request.payable, Money{199 + 137 * 6});
  SaleRequest other = request;
  other.facts->tender = "wechat";
  expect_refused(other, sale_tender_not_paid);
  sell(request);
  shop.expect_sound();
}

TEST_P(Facts, RoundedCashBalancesInTheLedger) {
  shop.change_policy({1, pricing::RoundingRule{{10}, {"cash"}}});
  TillFacts facts;
  facts.tender = "cash";
  const SaleRequest request = asked({line(6, 1), line(7, 2)}, facts);
  const Money whole{199 + 137 * 6 + 2 * (199 + 137 * 7)};
  EXPECT_EQ(request.payable, Money{whole.minor / 10 * 10});
  const Receipt receipt = sell(request);
  EXPECT_EQ(receipt.promotions.back().name, "抹零");
  EXPECT_EQ(receipt.discount, whole - request.payable);
  EXPECT_TRUE(totals(receipt).agrees);
  const auto back =
      shop.take_back(1, shop.new_id(), shop.give_back(1, receipt.sale_id, {{1, pieces(1)}, {2, pieces(2)}}));
  ASSERT_TRUE(back);
  EXPECT_EQ(back->payable, receipt.payable);
  EXPECT_EQ(asked({line(6, 1), line(7, 2)}, {}).payable, whole) << "nobody said that it will be cash";
  shop.change_policy({3, {}});
  shop.sold(0, {line(6, 1)}, shop.members[0]);
  shop.expect_sound();
}

TEST_P(Facts, ABirthdayIsChecked) {
  shop.add_promotion(4, promotion("points_multiple", R"({"multiple":300,"birthday":true})"));
  TillFacts facts;
  facts.birthday = true;
  const Receipt usual = sell(asked({line(6, 1)}, {}, shop.members[1]));
  const Receipt birthday = sell(asked({line(6, 1)}, facts, shop.members[1]));
  EXPECT_EQ(birthday.lines[0].points_percent, 300);
  EXPECT_EQ(usual.lines[0].points_percent, std::nullopt) << "the till did not know of it";
  EXPECT_GT(birthday.points.count, usual.points.count);
  expect_refused(asked({line(6, 1)}, facts, shop.members[0]), sale_birthday_wrong);
  expect_refused(asked({line(6, 1)}, facts), sale_birthday_wrong);
  shop.clock.advance(30 * kDay_ms);
  expect_refused(asked({line(6, 1)}, facts, shop.members[1]), sale_birthday_wrong);
  shop.expect_sound();
}

TEST_P(Facts, TagsOfTheMemberArePricedWithAndChecked) {
  pricing::Promotion of_regulars = promotion("percent_off", R"({"off":2000})");
  of_regulars.audience = pricing::Audience{{}, {"熟客"}, {}, {}};
  shop.add_promotion(4, of_regulars);
  TillFacts facts;
  facts.tags = {"熟客"};
  expect_refused(asked({line(6, 2)}, facts, shop.members[0]), sale_tags_wrong);
  shop.tag(shop.members[0], {"熟客", "素食"});
  expect_refused(asked({line(6, 2)}, facts, shop.members[0]), sale_tags_wrong);
  shop.tag(shop.members[0], {"熟客"});
  const Receipt usual = sell(asked({line(6, 2)}, {}, shop.members[0]));
  const SaleRequest offline = asked({line(6, 2)}, facts, shop.members[0]);
  const Receipt regular = sell(offline);
  EXPECT_LT(regular.payable, usual.payable);
  expect_refused(asked({line(6, 2)}, facts, shop.members[1]), sale_tags_wrong);
  expect_refused(asked({line(6, 2)}, facts), sale_tags_wrong);
  shop.clock.advance(kHour_ms);
  shop.tag(shop.members[0], {});
  shop.clock.advance(kHour_ms);
  sell(asked({line(6, 2)}, facts, shop.members[0]));  // the till had not heard of it
  shop.clock.advance(8 * kDay_ms);
  expect_refused(asked({line(6, 2)}, facts, shop.members[0]), sale_tags_wrong);
  shop.expect_sound();
}

TEST_P(Facts, ASuppliersShareIsStoredWithEachDiscount) {
  pricing::Promotion funded = promotion("amount_off", R"({"threshold":1000,"off":333,"every":false})");
  funded.scope.products = {TestShop::product(6), TestShop::product(7)};
  funded.funder = pricing::Funder{pricing::FunderKind::supplier, "好厂", {3000}};
  shop.add_promotion(4, funded);
  const Receipt receipt = sell(asked({line(6, 1), line(7, 1)}, {}));
  ASSERT_EQ(receipt.promotions.size(), 1u);
  EXPECT_EQ(receipt.promotions[0].funder->name, "好厂");
  EXPECT_EQ(shop.number("SELECT CAST(sum(amount) AS BIGINT) FROM sale_discount WHERE supplier = '好厂'"),
            333);
  EXPECT_EQ(shop.number("SELECT CAST(sum(supplier_amount) AS BIGINT) FROM sale_discount"), 99);
  EXPECT_EQ(shop.number("SELECT count(*) FROM sale_discount WHERE supplier_amount > amount"), 0);
  shop.expect_sound();
}

HUIJI_ON_EACH_ENGINE(Facts);

}  // namespace
}  // namespace huiji::checkout
