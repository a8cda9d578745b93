UPDATE allowance SET account = $3, asked_for = $4 WHERE merchant_id = $1 AND account = $2
