INSERT INTO coupon_count (merchant_id, batch_id, member_id, issued, taken, returned, given)
VALUES ($1, $2, $3, $4, $5, $6, $7)
ON CONFLICT (merchant_id, batch_id, member_id) DO UPDATE
SET issued = coupon_count.issued + excluded.issued, taken = coupon_count.taken + excluded.taken,
    returned = coupon_count.returned + excluded.returned, given = coupon_count.given + excluded.given
