SELECT till_id, shop_id, name, number, state, enrolled_at, secret_hash
FROM till
WHERE merchant_id = $1 AND till_id = $2
