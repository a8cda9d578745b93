INSERT INTO value_operation (merchant_id, operation_id, kind, account, member_id, card_id, shop_id, till_id, staff_id,
                             approved_by, business_day, happened_at, recorded_at, cash, content_hash, request, reply)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
