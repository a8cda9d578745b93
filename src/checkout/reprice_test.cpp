// An old sale comes to the same bytes whenever it is priced again, whatever the shop changed since.
#include "checkout/reprice_store.hpp"

#include <gtest/gtest.h>

#include "checkout/test_shop.hpp"
#include "checkout/verify_store.hpp"

namespace huiji::checkout {
namespace {

class Reprice : public test::EachEngine {
 protected:
  TestShop shop{*store};

  RepriceReport report(Date since = {}) {
    return store->read<RepriceReport>(
        [&](db::Transaction& transaction) { return reprice(transaction, since); });
  }
  // With every fact that a till can tell.
  Receipt rich_sale() {
    TillFacts facts;
    facts.shop_id = shop.shop_id;
    facts.tender = "cash";
    facts.events = {"own_bag"};
    facts.coupons = {{test_id<PromotionId>(8, 5), 1}};
    facts.remaining = {{test_id<PromotionId>(8, 4), 1, Money{200}}};
    facts.manual = pricing::ManualDiscount{{500}, {0}, "熟客"};
    facts.birthday = true;
    SaleRequest request =
        shop.request(0, {line(1, 2), line(3, 4), line(6, 9), line(7, 1), grams(10, 888)}, shop.members[1]);
    request.staff_id = shop.manager;
    request.facts = std::move(facts);
    request.lines[0].best_before = Date{20400};
    request.lines[2].manual_price = Money{900};
    request.lines[3].markdown_price = Money{321};
    request.lines[3].serial = "L-1";
    auto receipt = shop.sell(0, shop.new_id(), shop.priced(std::move(request)));
    HUIJI_CHECK(receipt);
    return *receipt;
  }
  void add_promotions() {
    pricing::Promotion limited;
    limited.kind = "percent_off";
    limited.parameters.text = R"({"off":2000})";
    limited.scope.products = {TestShop::product(3)};
    limited.limits = pricing::Limits{.total = 1};
    shop.add_promotion(4, limited);
    pricing::Promotion coupon;
    coupon.kind = "amount_off";
    coupon.parameters.text = R"({"threshold":2000,"off":300,"every":false})";
    coupon.terms = pricing::Terms{.by_coupon = true};
    shop.add_promotion(5, coupon);
  }
};

TEST_P(Reprice, AnOldSaleKeepsItsBytesWhenPricesAndPromotionsChange) {
  add_promotions();
  const Receipt old = rich_sale();
  EXPECT_GE(old.promotions.size(), 4u);
  shop.change_price(3, {9999});
  shop.add_promotion(1, [] {
    pricing::Promotion other;
    other.kind = "percent_off";
    other.parameters.text = R"({"off":9000})";
    return other;
  }());
  shop.run("UPDATE member SET tier = 'gold'");
  shop.sold(1, {line(3, 4)}, shop.members[1]);
  EXPECT_EQ(report().sales, 2);
  EXPECT_EQ(report().same, 2);
  EXPECT_EQ(report(Date{old.business_day.days + 1}).sales, 0);
  shop.expect_sound();
}

TEST_P(Reprice, AChangedFactIsADifference) {
  add_promotions();
  const Receipt old = rich_sale();
  shop.run("UPDATE product_version SET price = price + 100");
  const RepriceReport found = report();
  EXPECT_EQ(found.different, 1);
  ASSERT_EQ(found.differences.size(), 1u);
  EXPECT_EQ(found.differences[0].number, old.number);
  EXPECT_EQ(found.differences[0].stored, old.payable);
  EXPECT_GT(found.differences[0].computed, old.payable);
  shop.run("DELETE FROM product_version");
  EXPECT_EQ(report().different, 1);
  EXPECT_FALSE(report().differences[0].known);
}

// As the first program stored it: neither the arithmetic's number nor a certificate.
TEST_P(Reprice, ASaleOfTheFirstArithmeticIsReadAndToldApart) {
  const Receipt old = shop.sold(0, {line(1, 2), line(3, 3)}, shop.members[0]);
  shop.run(
      "UPDATE sale SET price = substr(price, 1, length(price) - "
      "length(',\"arithmetic\":2,\"certificate\":{\"optimal\":true,\"gap\":0}}')) || '}'");
  const auto receipt = store->read<Result<Receipt>>([&](db::Transaction& transaction) {
    return find_receipt(transaction, shop.services, shop.merchant_id, old.sale_id);
  });
  ASSERT_TRUE(receipt);
  EXPECT_EQ(wire::to_json(*receipt), wire::to_json(old));
  const RepriceReport found = report();
  EXPECT_EQ(found.other_arithmetic, 1);
  EXPECT_EQ(found.other_arithmetic_payable, 0);
  EXPECT_EQ(found.different, 0);
  ASSERT_TRUE(shop.take_back(0, shop.new_id(), shop.give_back(0, old.sale_id, {{2, pieces(1)}})));
  const auto checked =
      store->read<VerifyReport>([](db::Transaction& transaction) { return verify(transaction); });
  EXPECT_TRUE(checked.sound());
  EXPECT_EQ(checked.counts.other_arithmetic, 1);
}

HUIJI_ON_EACH_ENGINE(Reprice);

}  // namespace
}  // namespace huiji::checkout
