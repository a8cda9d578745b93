SELECT promotion_id, sale_id, limit_name, over
FROM promotion_excess
WHERE merchant_id = $1
ORDER BY promotion_id, sale_id, limit_name
LIMIT $2
