SELECT account, currency, CAST(sum(amount) AS BIGINT)
FROM entry
WHERE merchant_id = $1 AND account > $2 AND account <= $3
GROUP BY account, currency
