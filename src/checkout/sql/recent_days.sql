SELECT business_day, count(*) FILTER (WHERE kind = 'sale'), count(*) FILTER (WHERE kind = 'return'),
       COALESCE(CAST(sum(payable) FILTER (WHERE kind = 'sale') AS BIGINT), 0),
       COALESCE(CAST(sum(payable) FILTER (WHERE kind = 'return') AS BIGINT), 0)
FROM sale
WHERE merchant_id = $1
GROUP BY business_day
ORDER BY business_day DESC
LIMIT $2
