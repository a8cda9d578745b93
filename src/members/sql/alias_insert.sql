INSERT INTO member_alias (merchant_id, alias_id, member_id, created_at, home_id)
VALUES ($1, $2, COALESCE((SELECT member_id FROM member_alias WHERE merchant_id = $1 AND alias_id = $3), $3), $4, $3)
