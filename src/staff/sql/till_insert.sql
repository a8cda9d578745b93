INSERT INTO till (merchant_id, till_id, shop_id, name, number, secret_hash, state, enrolled_at, enrolled_by)
VALUES ($1, $2, $3, $4, $5, $6, 'enrolled', $7, $8)
