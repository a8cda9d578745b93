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

void give_points(db::Transaction& transaction, MerchantId merchant_id, const Document& document,
                 const MemberAtSale& member, std::int64_t valid_months) {
  const ledger::Lot lot =
      ledger::earn({document.sale_id.bytes}, document.sale_id.bytes, document.points, member.balance_before,
                   document.sold_at, document.business_day, valid_months);
  ledger::add_lot(transaction, merchant_id, member.member_id, lot);
}

void take_points(db::Transaction& transaction, MerchantId merchant_id, const Document& document,
                 std::vector<ledger::Lot> open_lots) {
  HUIJI_CHECK(document.original_sale_id);
  const ledger::ClawBack plan =
      ledger::claw_back(document.points, document.original_sale_id->bytes, std::move(open_lots));
  ledger::change_lots(transaction, merchant_id, plan.changes);
}

}  // namespace huiji::checkout
