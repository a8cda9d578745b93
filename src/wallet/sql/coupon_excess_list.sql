SELECT sale_id, coupon_id, reason FROM coupon_excess WHERE merchant_id = $1 ORDER BY recorded_at DESC LIMIT $2
