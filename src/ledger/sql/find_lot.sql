SELECT lot_id, source_id, amount, remaining, earned_at, expires_on, paid, opens_at, renewed, earner, account
FROM lot
WHERE merchant_id = $1 AND lot_id = $2
