SELECT lot_id, source_id, amount, remaining, earned_at, expires_on, paid, opens_at, renewed, earner
FROM lot
WHERE merchant_id = $1 AND account = $2 AND remaining > 0
ORDER BY expires_on, earned_at, lot_id
