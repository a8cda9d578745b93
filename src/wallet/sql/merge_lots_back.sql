UPDATE lot SET account = $3, earner = NULL
WHERE merchant_id = $1 AND account = $4
  AND lot_id IN (SELECT lot_id FROM merged_lot WHERE merchant_id = $1 AND operation_id = $2)
