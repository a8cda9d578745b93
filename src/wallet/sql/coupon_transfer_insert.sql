INSERT INTO coupon_transfer (merchant_id, transfer_id, coupon_id, old_code, from_member, offered_at, expires_at)
VALUES ($1, $2, $3, $4, $5, $6, $7)
