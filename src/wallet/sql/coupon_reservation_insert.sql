INSERT INTO coupon_reservation (merchant_id, reservation_id, coupon_id, till_id, content_hash, state, reserved_at,
                                deadline)
VALUES ($1, $2, $3, $4, $5, 'open', $6, $7)
