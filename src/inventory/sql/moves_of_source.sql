SELECT line_no, product_id, quantity, reason, moved_at
FROM stock_move
WHERE merchant_id = $1 AND source_id = $2
ORDER BY line_no
