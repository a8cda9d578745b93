INSERT INTO staff (merchant_id, staff_id, login, name, password_hash, role, state)
VALUES ($1, $2, $3, $4, $5, $6, $7)
