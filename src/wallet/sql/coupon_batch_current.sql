SELECT batch.batch_id, batch.version, batch.definition, batch.changed_at, staff.name
FROM coupon_batch AS batch
LEFT JOIN staff ON staff.merchant_id = batch.merchant_id AND staff.staff_id = batch.changed_by
WHERE batch.merchant_id = $1 AND batch.batch_id = $2
ORDER BY batch.version DESC
LIMIT 1
