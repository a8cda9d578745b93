UPDATE lot SET expires_on = $3 WHERE merchant_id = $1 AND lot_id = $2
