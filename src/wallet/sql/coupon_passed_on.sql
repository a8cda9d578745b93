SELECT coupon_id FROM coupon_transfer WHERE merchant_id = $1 AND old_code = $2 AND to_member IS NOT NULL
