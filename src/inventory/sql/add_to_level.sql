INSERT INTO stock_level (merchant_id, shop_id, product_id, quantity)
VALUES ($1, $2, $3, $4)
ON CONFLICT (merchant_id, shop_id, product_id) DO UPDATE SET quantity = stock_level.quantity + excluded.quantity
