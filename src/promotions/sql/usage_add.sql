INSERT INTO promotion_usage (merchant_id, member_id, promotion_id, business_day, till_id, times, amount)
VALUES ($1, $2, $3, $4, $5, $6, $7)
ON CONFLICT (merchant_id, member_id, promotion_id, business_day, till_id) DO UPDATE
SET times = promotion_usage.times + excluded.times, amount = promotion_usage.amount + excluded.amount
