SELECT operation_id
FROM value_operation
WHERE merchant_id = $1 AND operation_id > $2 AND operation_id <= $3
UNION ALL
SELECT lot_id
FROM lot
WHERE merchant_id = $1 AND lot_id > $2 AND lot_id <= $3
