SELECT shop_id FROM shop WHERE merchant_id = $1 ORDER BY shop_id LIMIT 1
