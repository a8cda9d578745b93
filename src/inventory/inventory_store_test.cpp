#include "inventory/inventory_store.hpp"

#include <gtest/gtest.h>

#include "inventory_sql.hpp"
#include "support/stores.hpp"

namespace huiji::inventory {
namespace {

class InventoryStore : public test::EachEngine {
 protected:
  const MerchantId merchant_id{{1}};
  const ShopId shop_id{{2}}, other_shop{{3}};
  const ProductId cola{{4}}, rice{{5}};
  const Instant now{1'760'000'000'000};

  void move(Uuid source, MoveReason reason, std::vector<StockLine> lines) {
    const auto result = store->write<Done>([&](db::Transaction& t) -> Result<Done> {
      move_stock(t, merchant_id, shop_id, source, reason, lines, now);
      return Done{};
    });
    ASSERT_TRUE(result);
  }
  Quantity stock(ProductId product_id) {
    return store->read<Quantity>(
        [&](db::Transaction& t) { return stock_of(t, merchant_id, shop_id, product_id); });
  }
  std::vector<LevelDifference> differences() {
    return store->read<std::vector<LevelDifference>>(
        [&](db::Transaction& t) { return level_differences(t, merchant_id); });
  }
};
HUIJI_ON_EACH_ENGINE(InventoryStore);

TEST_P(InventoryStore, a_level_is_the_sum_of_its_moves) {
  move({1}, MoveReason::opening, {{1, cola, pieces(10)}, {2, rice, {2500}}});
  move({2}, MoveReason::sale, {{1, cola, -pieces(3)}, {2, rice, {-1235}}, {3, cola, -pieces(1)}});
  move({3}, MoveReason::goods_return, {{1, cola, pieces(1)}});
  EXPECT_EQ(stock(cola), pieces(7));
  EXPECT_EQ(stock(rice), Quantity{1265});
  EXPECT_TRUE(differences().empty());
}

TEST_P(InventoryStore, goods_in_hand_are_never_refused) {
  move({1}, MoveReason::sale, {{1, cola, -pieces(3)}});
  EXPECT_EQ(stock(cola), -pieces(3));
  EXPECT_EQ(stock(rice), Quantity{});
}

TEST_P(InventoryStore, moves_keep_their_source_and_reason) {
  move({9}, MoveReason::goods_return, {{1, cola, pieces(2)}, {4, rice, {}}, {7, rice, {500}}});
  const auto moves =
      store->read<std::vector<Move>>([&](db::Transaction& t) { return moves_of(t, merchant_id, {9}); });
  ASSERT_EQ(moves.size(), 2u) << "nothing moved, no row";
  EXPECT_EQ(moves[0].line_no, 1);
  EXPECT_EQ(moves[0].reason, MoveReason::goods_return);
  EXPECT_EQ(moves[0].moved_at, now);
  EXPECT_EQ(moves[1].line_no, 7);
  EXPECT_EQ(moves[1].product_id, rice);
  EXPECT_EQ(moves[1].quantity, Quantity{500});
}

TEST_P(InventoryStore, a_source_moves_stock_once) {
  move({1}, MoveReason::sale, {{1, cola, -pieces(1)}});
  EXPECT_THROW(move({1}, MoveReason::sale, {{1, cola, -pieces(1)}}), db::ConstraintViolation);
  EXPECT_EQ(stock(cola), -pieces(1));
}

TEST_P(InventoryStore, differences_are_found) {
  move({1}, MoveReason::opening, {{1, cola, pieces(10)}});
  const auto corrupted = store->write<Done>([&](db::Transaction& t) -> Result<Done> {
    t.execute(sql::add_to_level, {merchant_id, shop_id, cola, pieces(1)});     // level too high
    t.execute(sql::add_to_level, {merchant_id, other_shop, rice, pieces(5)});  // never moved
    t.execute(sql::insert_move,
              {merchant_id, Uuid{8}, 1, shop_id, rice, "sale", pieces(-1), now});  // no level
    return Done{};
  });
  ASSERT_TRUE(corrupted);
  const auto found = differences();
  ASSERT_EQ(found.size(), 3u);
  EXPECT_EQ(found[0].level, pieces(11));
  EXPECT_EQ(found[0].moved, pieces(10));
  EXPECT_EQ(found[1].shop_id, other_shop);
  EXPECT_EQ(found[1].moved, Quantity{});
  EXPECT_EQ(found[2].product_id, rice);
  EXPECT_EQ(found[2].moved, pieces(-1));
}

}  // namespace
}  // namespace huiji::inventory
