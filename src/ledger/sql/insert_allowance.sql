INSERT INTO allowance (merchant_id, allowance_id, kind, account, till_id, staff_id, amount, bonus, spent, state,
                       opened_at, expires_at, asked_for)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 0, 'open', $9, $10, $11)
