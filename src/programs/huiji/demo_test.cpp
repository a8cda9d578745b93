#include "programs/huiji/demo.hpp"

#include <gtest/gtest.h>

#include <map>
#include <set>

#include "catalog/catalog_store.hpp"
#include "catalog/demo_catalog.hpp"
#include "inventory/inventory_store.hpp"
#include "members/members_store.hpp"
#include "programs/huiji/goods.hpp"
#include "promotions/promotions_store.hpp"
#include "support/stores.hpp"
#include "support/world.hpp"
#include "wallet/points_flow.hpp"
#include "wallet/statement_store.hpp"

namespace huiji::program {
namespace {

class Demo : public test::EachEngine {
 protected:
  void SetUp() override {
    crypto::Key master;
    random.fill(master);
    keys = crypto::Keys::derive_from(master);
  }
  Merchant open(const NewShop& shop) {
    const OpenedShop opened = open_shop(*store, clock, random, passwords, shop);
    opened_shop = opened.shop_id;
    return {opened.merchant_id, shop.merchant_name};
  }
  std::int64_t products(const Merchant& merchant) {
    return store->read<std::int64_t>([&](db::Transaction& transaction) {
      return catalog::list_products(transaction, merchant.merchant_id, opened_shop, {}).total;
    });
  }

  test::FakeClock clock;
  test::SeededRandom random;
  crypto::Passwords passwords{crypto::PasswordCost::cheap()};
  crypto::Keys keys;
  ShopId opened_shop;
};
HUIJI_ON_EACH_ENGINE(Demo);

TEST_P(Demo, fills_a_shop_once) {
  const Merchant merchant = open(demo_shop());
  fill_demo(*store, clock, random, keys, merchant);
  const std::int64_t filled = products(merchant);
  EXPECT_GE(filled, 3000);
  const auto version = [&] {
    return store->read<std::int64_t>([&](db::Transaction& transaction) {
      return catalog::current_version(transaction, merchant.merchant_id);
    });
  };
  const std::int64_t before = version();
  fill_demo(*store, clock, random, keys, merchant);
  EXPECT_EQ(version(), before);
  EXPECT_EQ(products(merchant), filled);
  store->read<int>([&](db::Transaction& transaction) {
    const auto promotions = promotions::all_promotions(transaction, merchant.merchant_id).promotions;
    EXPECT_GE(promotions.size(), 20u);
    std::set<std::string> kinds;
    for (const auto& stored : promotions) {
      EXPECT_EQ(stored.promotion.state, pricing::PromotionState::active);
      EXPECT_FALSE(stored.promotion.scope.products.empty() && stored.promotion.scope.categories.empty())
          << stored.promotion.name << " is for everything";
      EXPECT_EQ(stored.changed_by, "王老板");
      kinds.insert(stored.promotion.kind);
      for (const CategoryId& category : stored.promotion.scope.categories)
        EXPECT_NE(category, catalog::demo_category_id(1, "烟")) << stored.promotion.name;
    }
    EXPECT_GE(kinds.size(), 19u) << "nearly every kind can be seen";
    const auto goods = catalog::snapshot_products(transaction, merchant.merchant_id, 0).products;
    EXPECT_EQ(static_cast<std::int64_t>(goods.size()), filled);
    EXPECT_GT(inventory::stock_of(transaction, merchant.merchant_id, opened_shop, goods[0].id), Quantity{});
    EXPECT_TRUE(inventory::level_differences(transaction, merchant.merchant_id).empty());
    return 0;
  });
}

TEST_P(Demo, members_hold_value) {
  const Merchant merchant = open(demo_shop());
  fill_demo(*store, clock, random, keys, merchant);
  store->read<int>([&](db::Transaction& transaction) {
    const Date today = business_day(clock.now(), 480, 0);
    const wallet::Liability owed = wallet::liability(transaction, merchant.merchant_id, today);
    EXPECT_EQ(owed.principal, Money{535'000});  // 500 + 1000 + 3000 + 2 x 200 + 150 + gift cards 300
    EXPECT_EQ(owed.bonus, Money{250'00});       // 60 + 150 + 2 x 20
    EXPECT_EQ(owed.uses, 41);                   // 2 x 22 less 3
    EXPECT_EQ(owed.prepaid_uses, Money{555'00});
    EXPECT_EQ(owed.cards, 9);
    EXPECT_GE(owed.expiring.size(), 10u) << "some in nearly every month";
    const auto waiting = wallet::waiting_adjustments(transaction, merchant.merchant_id).adjustments;
    EXPECT_EQ(waiting.size(), 2u);
    EXPECT_EQ(wallet::all_packages(transaction, merchant.merchant_id).size(), 7u);
    EXPECT_EQ(wallet::policy_now(transaction, merchant.merchant_id).policy.tiers.size(), 3u);
    std::map<std::string, int> tiers;
    for (const auto& member : members::list_changed(transaction, merchant.merchant_id, 0, 1000))
      ++tiers[member.tier];
    EXPECT_EQ(tiers, (std::map<std::string, int>{{"standard", 45}, {"silver", 2}, {"gold", 1}}));
    return 0;
  });
}

TEST_P(Demo, leaves_a_real_shop_alone) {
  const Merchant merchant = open(empty_shop(random));
  fill_demo(*store, clock, random, keys, merchant);
  EXPECT_EQ(products(merchant), 0);
}

TEST_P(Demo, opening_stock_of_an_import_becomes_moves) {
  const Merchant merchant = open(empty_shop(random));
  const Caller caller = command_caller(*store, merchant);
  EXPECT_EQ(caller.shop_id, opened_shop);
  const ImportId import_id{{1}};
  const auto report = catalog::import_products({*store, random, opening_stock()}, caller,
                                               {.import_id = import_id,
                                                .bytes = "条码,品名,售价,库存\n6901234567892,可口乐,3.5,24\n",
                                                .format = {},
                                                .dry_run = false},
                                               clock.now());
  ASSERT_TRUE(report);
  const auto moves = store->read<std::vector<inventory::Move>>([&](db::Transaction& transaction) {
    return inventory::moves_of(transaction, merchant.merchant_id, import_id.bytes);
  });
  ASSERT_EQ(moves.size(), 1u);
  EXPECT_EQ(moves[0].quantity, pieces(24));
  EXPECT_EQ(moves[0].reason, inventory::MoveReason::opening);
}

}  // namespace
}  // namespace huiji::program
