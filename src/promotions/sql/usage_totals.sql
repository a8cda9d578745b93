SELECT promotion_id, CAST(sum(times) AS BIGINT), CAST(sum(amount) AS BIGINT)
FROM promotion_usage
WHERE merchant_id = $1 AND member_id = $2
GROUP BY promotion_id
