SELECT quantity FROM stock_level WHERE merchant_id = $1 AND shop_id = $2 AND product_id = $3
