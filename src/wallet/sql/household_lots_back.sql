UPDATE lot SET account = $3, earner = NULL WHERE merchant_id = $1 AND account = $2 AND earner = $4
