SELECT COALESCE(max(number), 0) + 1
FROM till
WHERE merchant_id = $1 AND shop_id = $2
