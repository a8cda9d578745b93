SELECT sale_id, kind, shop_id, member_id, number, business_day, sold_at, recorded_at, catalog_version, payable, frozen,
  gross, discount, price
FROM sale
WHERE merchant_id = $1 AND business_day >= $2 AND business_day <= $3
  AND (business_day, recorded_at, sale_id) > ($2, $4, $5)
ORDER BY business_day, recorded_at, sale_id
LIMIT $6
