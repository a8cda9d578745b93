SELECT account
FROM balance
WHERE merchant_id = $1 AND account > $2
GROUP BY account
ORDER BY account
LIMIT $3
