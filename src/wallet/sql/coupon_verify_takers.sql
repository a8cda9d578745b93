SELECT batch_id, member_id, taken, issued
FROM coupon_count
WHERE merchant_id = $1 AND member_id <> $2
UNION ALL
SELECT batch_id, taken_for, -count(*), 0
FROM coupon
WHERE merchant_id = $1 AND taken_for IS NOT NULL AND state IN ('reserved', 'used')
GROUP BY batch_id, taken_for
UNION ALL
SELECT batch_id, member_id, 0, -count(*)
FROM coupon
WHERE merchant_id = $1 AND member_id IS NOT NULL AND state <> 'voided'
GROUP BY batch_id, member_id
