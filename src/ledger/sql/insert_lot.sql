INSERT INTO lot (merchant_id, lot_id, account, currency, source_id, amount, remaining, earned_at, expires_on,
                 paid, opens_at, renewed, earner)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
