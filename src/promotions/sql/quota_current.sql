SELECT version, quota
FROM promotion_quota
WHERE merchant_id = $1 AND promotion_id = $2
ORDER BY version DESC
LIMIT 1
