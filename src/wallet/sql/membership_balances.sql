SELECT account, -amount
FROM balance
WHERE merchant_id = $1 AND account >= 'prepaid-membership/' AND account < 'prepaid-membership0'
