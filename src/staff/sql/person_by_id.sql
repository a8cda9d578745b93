SELECT staff_id, login, name, role, state, password_hash
FROM staff
WHERE merchant_id = $1 AND staff_id = $2
