SELECT CAST(coalesce(sum(remaining), 0) AS BIGINT)
FROM lot
WHERE merchant_id = $1 AND account = $2 AND earner = $3
