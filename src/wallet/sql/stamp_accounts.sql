SELECT account, -amount
FROM balance
WHERE merchant_id = $1 AND account >= $2 AND account < $3 AND currency = 'STP'
ORDER BY account
