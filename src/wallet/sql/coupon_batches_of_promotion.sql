SELECT batch.batch_id, batch.version, batch.definition, batch.changed_at, staff.name
FROM coupon_batch AS batch
LEFT JOIN staff ON staff.merchant_id = batch.merchant_id AND staff.staff_id = batch.changed_by
WHERE batch.merchant_id = $1 AND batch.promotion_id = $2
  AND batch.version = (SELECT max(version) FROM coupon_batch AS newer
                       WHERE newer.merchant_id = batch.merchant_id AND newer.batch_id = batch.batch_id)
ORDER BY batch.batch_id DESC
