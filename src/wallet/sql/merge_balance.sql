INSERT INTO merged_balance (merchant_id, operation_id, account, amount) VALUES ($1, $2, $3, $4)
