#include "programs/huiji/goods.hpp"

#include "inventory/inventory_store.hpp"
#include "programs_sql.hpp"

namespace huiji::program {

catalog::MoveStock opening_stock() {
  return [](db::Transaction& transaction, MerchantId merchant_id, ShopId shop_id, ImportId source,
            const std::vector<catalog::OpeningStock>& stock, Instant at) {
    std::vector<inventory::StockLine> lines;
    for (const catalog::OpeningStock& one : stock)
      lines.push_back({static_cast<int>(lines.size()) + 1, one.product_id, one.quantity});
    inventory::move_stock(transaction, merchant_id, shop_id, source.bytes, inventory::MoveReason::opening,
                          lines, at);
  };
}

Caller command_caller(db::Store& store, const Merchant& merchant) {
  const auto shop_id =
      store.read<std::optional<ShopId>>([&](db::Transaction& transaction) -> std::optional<ShopId> {
        const db::Rows rows = transaction.query(programs::sql::first_shop, {merchant.merchant_id});
        if (rows.empty()) return std::nullopt;
        return rows[0].id<ShopId>(0);
      });
  HUIJI_CHECK(shop_id);
  return {.merchant_id = merchant.merchant_id,
          .shop_id = *shop_id,
          .staff_id = {},
          .session_id = {},
          .till_id = {},
          .rights = {Right::view_products, Right::edit_products, Right::import_products, Right::view_cost,
                     Right::edit_promotions}};
}

}  // namespace huiji::program
