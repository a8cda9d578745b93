SELECT account, CAST(sum(remaining) AS BIGINT), count(*)
FROM lot
WHERE merchant_id = $1 AND account > $2 AND account <= $3
GROUP BY account
