SELECT merchant_id, name
FROM merchant
WHERE merchant_id >= $1
ORDER BY created_at, merchant_id
LIMIT 1
