INSERT INTO tender (merchant_id, sale_id, tender_no, kind, amount, tendered, change_given)
VALUES ($1, $2, $3, $4, $5, $6, $7)
