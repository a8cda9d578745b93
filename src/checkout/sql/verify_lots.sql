SELECT source_id, lot_id, account, amount, currency
FROM lot
WHERE merchant_id = $1 AND source_id > $2 AND source_id <= $3 AND renewed = 0
