SELECT coupon_id, old_code, to_member, expires_at FROM coupon_transfer WHERE merchant_id = $1 AND transfer_id = $2
