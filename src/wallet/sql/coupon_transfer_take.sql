UPDATE coupon_transfer SET to_member = $3, taken_at = $4 WHERE merchant_id = $1 AND transfer_id = $2
