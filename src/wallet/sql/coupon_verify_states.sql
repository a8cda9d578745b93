SELECT batch_id, state, till_id, count(*), CAST(sum(returns) AS BIGINT), CAST(sum(discount) AS BIGINT)
FROM coupon
WHERE merchant_id = $1
GROUP BY batch_id, state, till_id
