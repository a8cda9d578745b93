INSERT INTO coupon_batch (merchant_id, batch_id, version, promotion_id, state, definition, changed_at, changed_by)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
