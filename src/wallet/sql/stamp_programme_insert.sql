INSERT INTO stamp_programme (merchant_id, promotion_id, version, definition, changed_at, changed_by)
VALUES ($1, $2, $3, $4, $5, $6)
