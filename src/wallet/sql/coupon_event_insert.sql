INSERT INTO coupon_event (merchant_id, coupon_id, event_no, event, happened_at, source_id, till_id, staff_id, member_id,
                          note)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
