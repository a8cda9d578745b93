UPDATE till
SET name = $3, secret_hash = $4, state = 'enrolled', enrolled_at = $5, enrolled_by = $6
WHERE merchant_id = $1 AND till_id = $2
