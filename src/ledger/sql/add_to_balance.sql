INSERT INTO balance (merchant_id, account, currency, amount)
VALUES ($1, $2, $3, $4)
ON CONFLICT (merchant_id, account, currency) DO UPDATE SET amount = balance.amount + excluded.amount
