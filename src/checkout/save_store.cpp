#include "checkout/save_store.hpp"

#include "inventory/inventory_store.hpp"

namespace huiji::checkout {

void move_goods(db::Transaction& transaction, MerchantId merchant_id, const Document& document) {
  const bool sold = document.kind == SaleKind::sale;
  std::vector<inventory::StockLine> moves;
  for (const DocumentLine& line : document.lines)
    moves.push_back({line.line_no, line.product_id, sold ? -line.quantity : line.quantity});
  inventory::move_stock(transaction, merchant_id, document.shop_id, document.sale_id.bytes,
                        sold ? inventory::MoveReason::sale : inventory::MoveReason::goods_return, moves,
                        document.sold_at);
}

}  // namespace huiji::checkout
