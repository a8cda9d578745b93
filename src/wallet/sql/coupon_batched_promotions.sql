SELECT DISTINCT promotion_id
FROM coupon_batch
WHERE merchant_id = $1 AND state = 'active' AND changed_at <= $2
