UPDATE lot SET account = $3, earner = $4 WHERE merchant_id = $1 AND account = $2
