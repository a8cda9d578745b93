INSERT INTO lot_use (merchant_id, source_id, lot_id, use_no, amount, returned, listed)
VALUES ($1, $2, $3, $4, $5, $6, $7)
