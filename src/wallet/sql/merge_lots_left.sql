SELECT CAST(coalesce(sum(lot.remaining), 0) AS BIGINT)
FROM merged_lot
JOIN lot ON lot.merchant_id = merged_lot.merchant_id AND lot.lot_id = merged_lot.lot_id
WHERE merged_lot.merchant_id = $1 AND merged_lot.operation_id = $2 AND lot.account = $3
