INSERT INTO stock_move (merchant_id, source_id, line_no, shop_id, product_id, reason, quantity, moved_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
