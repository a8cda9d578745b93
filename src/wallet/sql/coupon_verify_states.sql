SELECT batch_id, state, till_id, count(*)
FROM coupon
WHERE merchant_id = $1
GROUP BY batch_id, state, till_id
