SELECT batch_id, issued, taken, returned, given
FROM coupon_count
WHERE merchant_id = $1 AND member_id = $2
