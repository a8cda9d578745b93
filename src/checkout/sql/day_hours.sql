SELECT ((sold_at + $3) / 3600000) % 24 AS hour, count(*), CAST(sum(payable) AS BIGINT)
FROM sale
WHERE merchant_id = $1 AND business_day = $2 AND kind = 'sale'
GROUP BY 1
ORDER BY 1
