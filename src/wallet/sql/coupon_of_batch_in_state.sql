SELECT coupon_id, batch_id, promotion_id, code, member_id, state, source_id, issued_at, valid_from, valid_until,
       extended, taken_back, returns, version, reservation_id, till_id, deadline, taken_for, sale_id, discount
FROM coupon
WHERE merchant_id = $1 AND batch_id = $2 AND state = $3 AND coupon_id > $4
ORDER BY coupon_id
LIMIT $5
