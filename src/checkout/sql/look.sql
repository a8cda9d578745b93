SELECT shop.shop_id, shop.name, till.name, staff.name, staff.role, merchant.time_zone,
       merchant.day_cutoff_minutes, merchant.points_valid_months,
       (SELECT amount FROM balance
        WHERE merchant_id = $1 AND account = coalesce(pool.pool, $7) AND currency = 'PTS'),
       earlier.sale_id, earlier.number, earlier.content_hash,
       (SELECT policy FROM value_policy WHERE merchant_id = $1 ORDER BY version DESC LIMIT 1),
       pool.pool
FROM merchant
JOIN till ON till.merchant_id = merchant.merchant_id AND till.till_id = $3
JOIN shop ON shop.merchant_id = till.merchant_id AND shop.shop_id = till.shop_id
LEFT JOIN staff ON staff.merchant_id = merchant.merchant_id AND staff.staff_id = $6
LEFT JOIN household_member AS pool ON pool.merchant_id = merchant.merchant_id AND pool.member_id = $8
LEFT JOIN (
  -- Three look-ups by a whole key; one OR would make SQLite read all sales of the merchant.
  SELECT sale_id, number, content_hash FROM sale WHERE merchant_id = $1 AND sale_id = $2
  UNION
  SELECT sale_id, number, content_hash FROM sale WHERE merchant_id = $1 AND till_id = $3 AND sequence = $4
  UNION
  SELECT sale_id, number, content_hash FROM sale WHERE merchant_id = $1 AND number = $5 AND till_id = $3
) AS earlier ON 1 = 1
WHERE merchant.merchant_id = $1
