#include <gtest/gtest.h>

#include "checkout/receipt_store.hpp"
#include "checkout/snapshot_store.hpp"
#include "checkout/test_shop.hpp"

namespace huiji::checkout {
namespace {

class Receipts : public test::EachEngine {
 protected:
  TestShop shop{*store};

  SaleList returns(SaleId original) {
    return store->read<SaleList>(
        [&](db::Transaction& transaction) { return returns_of(transaction, shop.merchant_id, original); });
  }
};

TEST_P(Receipts, ASaleLeadsToItsReturnsLatestFirst) {
  const Receipt sale = shop.sold(0, {line(0, 3), line(1, 1)}, shop.members[0]);
  const Receipt other = shop.sold(1, {line(0, 1)});
  EXPECT_TRUE(returns(sale.sale_id).sales.empty());

  for (int i = 0; i < 2; ++i) {
    shop.clock.advance(kMinute_ms);
    const auto back = shop.take_back(i, shop.new_id(), shop.give_back(i, sale.sale_id, {{1, pieces(1)}}));
    ASSERT_TRUE(back) << back.refusal().code->code;
    EXPECT_EQ(back->original_sale_id, sale.sale_id);
  }

  const SaleList list = returns(sale.sale_id);
  ASSERT_EQ(list.sales.size(), 2u);
  EXPECT_GT(list.sales[0].recorded_at, list.sales[1].recorded_at);
  EXPECT_EQ(list.sales[0].kind, SaleKind::goods_return);
  EXPECT_EQ(list.sales[0].line_count, 1);
  EXPECT_EQ(list.sales[0].member_number, sale.member_number);
  EXPECT_TRUE(returns(other.sale_id).sales.empty());
}

TEST_P(Receipts, TheShopTellsItsZoneAndItsDay) {
  const ShopFacts facts = store->read<ShopFacts>([&](db::Transaction& transaction) {
    return shop_facts(transaction, shop.caller(0), shop.clock.now());
  });
  EXPECT_EQ(facts.shop_name, "一店");
  EXPECT_EQ(facts.time_zone, "Asia/Shanghai");
  EXPECT_EQ(facts.utc_offset_minutes, 480);
  EXPECT_EQ(facts.day_cutoff_minutes, 240);
}

HUIJI_ON_EACH_ENGINE(Receipts);

}  // namespace
}  // namespace huiji::checkout
