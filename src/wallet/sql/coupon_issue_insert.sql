INSERT INTO coupon_issue (merchant_id, operation_id, batch_id, member_id, coupons, content_hash, issued_at, issued_by,
                          note)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
