// Stock as signed moves and the level that follows from them. A move is appended under the id of what caused
// it (a sale, a return, an import) and never changed; the level is kept by addition, so that two writers lose
// nothing, and may fall below zero: book stock never blocks goods in a customer's hand. The levels of one
// call are written in the order of the product's id, so that two writers never wait for each other in a ring.
#pragma once

#include <span>
#include <vector>

#include "platform/db/database.hpp"

namespace huiji::inventory {

enum class MoveReason { opening, sale, goods_return };  // stored as 'opening', 'sale', 'return'

struct StockLine {
  int line_no = 0;  // unique within the source
  ProductId product_id;
  Quantity quantity;  // signed: a sale is negative
};

// Appends one move a line and adds to the levels. Zero quantities are left out. The caller makes sure that a
// source is moved once (a sale by its id): a second time breaks the key and fails the transaction.
void move_stock(db::Transaction& transaction, MerchantId merchant_id, ShopId shop_id, const Uuid& source_id,
                MoveReason reason, std::span<const StockLine> lines, Instant at);

// What the book says lies in the shop; zero for a product that never moved.
Quantity stock_of(db::Transaction& transaction, MerchantId merchant_id, ShopId shop_id, ProductId product_id);

struct Move {
  int line_no = 0;
  ProductId product_id;
  Quantity quantity;
  MoveReason reason = MoveReason::sale;
  Instant moved_at;
};
std::vector<Move> moves_of(db::Transaction& transaction, MerchantId merchant_id, const Uuid& source_id);

// For verify: products whose level is not the sum of their moves.
struct LevelDifference {
  ShopId shop_id;
  ProductId product_id;
  Quantity level;
  Quantity moved;
};
std::vector<LevelDifference> level_differences(db::Transaction& transaction, MerchantId merchant_id);

}  // namespace huiji::inventory
