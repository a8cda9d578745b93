SELECT lot_id, account, remaining, opens_at
FROM lot
WHERE merchant_id = $1 AND opens_at > 0 AND opens_at <= $2 AND account >= 'points-pending/' AND account < 'points-pending0'
  AND (opens_at > $3 OR (opens_at = $3 AND lot_id > $4))
ORDER BY opens_at, lot_id
LIMIT $5
