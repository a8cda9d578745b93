SELECT merchant.name, shop.name, shop.address, shop.phone, merchant.time_zone, merchant.day_cutoff_minutes
FROM merchant
JOIN shop ON shop.merchant_id = merchant.merchant_id AND shop.shop_id = $2
WHERE merchant.merchant_id = $1
