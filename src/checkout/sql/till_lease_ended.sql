UPDATE allowance SET ended_by = $3, end_reason = $4 WHERE merchant_id = $1 AND allowance_id = $2
