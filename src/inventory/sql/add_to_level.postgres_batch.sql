INSERT INTO stock_level (merchant_id, shop_id, product_id, quantity)
SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::bigint[])
ON CONFLICT (merchant_id, shop_id, product_id) DO UPDATE SET quantity = stock_level.quantity + excluded.quantity
