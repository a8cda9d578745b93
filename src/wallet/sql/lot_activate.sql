UPDATE lot SET account = $3 WHERE merchant_id = $1 AND lot_id = $2 AND account = $4
