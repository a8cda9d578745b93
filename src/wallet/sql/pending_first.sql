SELECT min(opens_at) FROM lot WHERE merchant_id = $1 AND account = $2 AND remaining > 0
