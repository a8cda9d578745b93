UPDATE lot SET remaining = $3 WHERE merchant_id = $1 AND lot_id = $2 AND remaining = $4
