SELECT coupon_id, till_id, content_hash, state, deadline
FROM coupon_reservation
WHERE merchant_id = $1 AND reservation_id = $2
