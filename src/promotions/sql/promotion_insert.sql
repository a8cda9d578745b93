INSERT INTO promotion_version (merchant_id, promotion_id, version, kind, definition, state, changed_at, changed_by)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
