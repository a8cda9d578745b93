INSERT INTO member_alias (merchant_id, alias_id, member_id, created_at)
VALUES ($1, $2, $3, $4)
