INSERT INTO member_tags (merchant_id, member_id, version, tags, since)
VALUES ($1, $2, $3, $4, $5)
