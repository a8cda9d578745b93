INSERT INTO merged_lot (merchant_id, operation_id, lot_id)
SELECT merchant_id, $2, lot_id FROM lot WHERE merchant_id = $1 AND account = $3
