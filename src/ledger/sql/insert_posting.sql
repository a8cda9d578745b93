INSERT INTO posting (merchant_id, posting_id, reason, source_id, business_day, effective_at, recorded_at,
                     staff_id, note)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
