INSERT INTO waiting_adjustment (merchant_id, operation_id, state, request, asked_by, asked_at)
VALUES ($1, $2, 'waiting', $3, $4, $5)
