INSERT INTO entry (merchant_id, posting_id, entry_no, account, currency, amount)
VALUES ($1, $2, $3, $4, $5, $6)
