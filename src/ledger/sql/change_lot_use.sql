UPDATE lot_use SET returned = $4 WHERE merchant_id = $1 AND source_id = $2 AND lot_id = $3
