SELECT lot_id, expires_on
FROM lot
WHERE merchant_id = $1 AND expires_on >= $2 AND expires_on <= $3 AND remaining > 0 AND currency = 'PTS'
  AND account NOT LIKE 'points-pending/%'
  AND (expires_on > $4 OR (expires_on = $4 AND lot_id > $5))
ORDER BY expires_on, lot_id
LIMIT $6
