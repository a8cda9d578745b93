INSERT INTO coupon (merchant_id, coupon_id, batch_id, promotion_id, code, member_id, state, source_id, issued_at,
                    valid_from, valid_until, extended, taken_back, returns, version, discount)
VALUES ($1, $2, $3, $4, $5, $6, 'issued', $7, $8, $9, $10, 0, 0, 0, 1, 0)
