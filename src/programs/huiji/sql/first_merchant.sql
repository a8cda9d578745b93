SELECT merchant_id, name
FROM merchant
ORDER BY created_at, merchant_id
LIMIT 1
