SELECT sale_id, kind, original_sale_id, shop_id, till_id, staff_id, member_id, number, sequence, business_day,
       sold_at, recorded_at, catalog_version, gross, discount, payable, tax, points, content_hash, price, frozen,
       returns, points_spent, growth
FROM sale
WHERE merchant_id = $1 AND kind = 'sale' AND business_day >= $2 AND sale_id > $3
ORDER BY sale_id
LIMIT $4
