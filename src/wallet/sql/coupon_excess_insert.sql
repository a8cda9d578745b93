INSERT INTO coupon_excess (merchant_id, sale_id, coupon_id, reason, other_sale_id, recorded_at)
VALUES ($1, $2, $3, $4, $5, $6)
