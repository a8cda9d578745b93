SELECT 1
FROM coupon
WHERE merchant_id = $1 AND code = $2
UNION ALL
SELECT 1
FROM coupon_transfer
WHERE merchant_id = $1 AND old_code = $2
