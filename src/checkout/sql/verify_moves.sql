SELECT source_id, line_no, shop_id, product_id, quantity
FROM stock_move
WHERE merchant_id = $1 AND source_id > $2 AND source_id <= $3 AND reason IN ('sale', 'return')
