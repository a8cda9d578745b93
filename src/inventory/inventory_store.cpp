#include "inventory/inventory_store.hpp"

#include <map>

#include "inventory_sql.hpp"

namespace huiji::inventory {
namespace {

std::string_view reason_name(MoveReason reason) {
  switch (reason) {
    case MoveReason::opening:
      return "opening";
    case MoveReason::sale:
      return "sale";
    case MoveReason::goods_return:
      return "return";
  }
  HUIJI_CHECK(false);
}

MoveReason reason_from(std::string_view name) {
  for (MoveReason reason : {MoveReason::opening, MoveReason::sale, MoveReason::goods_return})
    if (reason_name(reason) == name) return reason;
  HUIJI_CHECK(false);
}

}  // namespace

void move_stock(db::Transaction& transaction, MerchantId merchant_id, ShopId shop_id, const Uuid& source_id,
                MoveReason reason, std::span<const StockLine> lines, Instant at) {
  std::vector<db::Values> moves;
  std::map<ProductId, Quantity> change;
  for (const StockLine& line : lines) {
    if (line.quantity.thousandths == 0) continue;
    moves.push_back({merchant_id, source_id, line.line_no, shop_id, line.product_id, reason_name(reason),
                     line.quantity, at});
    change[line.product_id] += line.quantity;
  }
  std::vector<db::Values> levels;
  for (const auto& [product_id, quantity] : change)
    levels.push_back({merchant_id, shop_id, product_id, quantity});
  transaction.batch(sql::insert_move, std::move(moves));
  transaction.batch(sql::add_to_level, std::move(levels));
}

Quantity stock_of(db::Transaction& transaction, MerchantId merchant_id, ShopId shop_id,
                  ProductId product_id) {
  const db::Rows rows = transaction.query(sql::level, {merchant_id, shop_id, product_id});
  return rows.empty() ? Quantity{} : rows[0].quantity(0);
}

std::vector<Move> moves_of(db::Transaction& transaction, MerchantId merchant_id, const Uuid& source_id) {
  std::vector<Move> moves;
  for (const auto& row : transaction.query(sql::moves_of_source, {merchant_id, source_id}))
    moves.push_back({static_cast<int>(row.integer(0)), row.id<ProductId>(1), row.quantity(2),
                     reason_from(row.text(3)), row.instant(4)});
  return moves;
}

std::vector<LevelDifference> level_differences(db::Transaction& transaction, MerchantId merchant_id) {
  std::vector<LevelDifference> differences;
  for (const auto& row : transaction.query(sql::levels_beside_moves, {merchant_id}))
    differences.push_back({row.id<ShopId>(0), row.id<ProductId>(1), row.quantity(2), row.quantity(3)});
  for (const auto& row : transaction.query(sql::moves_without_level, {merchant_id}))
    differences.push_back({row.id<ShopId>(0), row.id<ProductId>(1), Quantity{}, row.quantity(2)});
  return differences;
}

}  // namespace huiji::inventory
