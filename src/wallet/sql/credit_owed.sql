SELECT account, amount
FROM balance
WHERE merchant_id = $1 AND account >= 'receivable/' AND account < 'receivable0' AND currency = 'CNY'
