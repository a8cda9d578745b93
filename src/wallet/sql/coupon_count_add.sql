INSERT INTO coupon_count (merchant_id, batch_id, member_id, issued, taken)
VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (merchant_id, batch_id, member_id) DO UPDATE
SET issued = coupon_count.issued + excluded.issued, taken = coupon_count.taken + excluded.taken
