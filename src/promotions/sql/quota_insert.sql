INSERT INTO promotion_quota (merchant_id, promotion_id, version, quota, changed_at, changed_by)
VALUES ($1, $2, $3, $4, $5, $6)
