SELECT expires_on, CAST(sum(remaining) AS BIGINT)
FROM lot
WHERE merchant_id = $1 AND account = $2 AND remaining > 0
GROUP BY expires_on
ORDER BY expires_on
LIMIT 1
