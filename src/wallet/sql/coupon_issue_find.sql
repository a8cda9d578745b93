SELECT batch_id, content_hash FROM coupon_issue WHERE merchant_id = $1 AND operation_id = $2
