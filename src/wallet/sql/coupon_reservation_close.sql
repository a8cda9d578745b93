UPDATE coupon_reservation SET state = $3 WHERE merchant_id = $1 AND reservation_id = $2
