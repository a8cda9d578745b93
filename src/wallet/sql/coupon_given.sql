SELECT counted.batch_id, counted.returned, counted.given
FROM coupon_batch AS batch
CROSS JOIN coupon_count AS counted
WHERE batch.merchant_id = $1 AND batch.version = 1
  AND counted.merchant_id = batch.merchant_id AND counted.batch_id = batch.batch_id AND counted.member_id = $2
-- CROSS JOIN: SQLite keeps this order, so that one row a batch is read and not one a member.
