SELECT promotion_id, count(DISTINCT sale_id)
FROM promotion_excess
WHERE merchant_id = $1
GROUP BY promotion_id
