UPDATE staff
SET login = $3, name = $4, password_hash = $5, role = $6, state = $7
WHERE merchant_id = $1 AND staff_id = $2
