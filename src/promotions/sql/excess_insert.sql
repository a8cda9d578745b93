INSERT INTO promotion_excess (merchant_id, promotion_id, sale_id, limit_name, over, recorded_at)
VALUES ($1, $2, $3, $4, $5, $6)
