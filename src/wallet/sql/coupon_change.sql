UPDATE coupon
SET code = $3, member_id = $4, state = $5, valid_until = $6, extended = $7, taken_back = $8, returns = $9,
    version = $10, reservation_id = $11, till_id = $12, deadline = $13, taken_for = $14, sale_id = $15, discount = $16
WHERE merchant_id = $1 AND coupon_id = $2
