UPDATE allowance SET spent = $3, state = $4, closed_at = $5 WHERE merchant_id = $1 AND allowance_id = $2
