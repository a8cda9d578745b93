-- Of cards and points: what documents took of a lot is at least what it lacks, less what a claw-back or an expiry took.
SELECT used.lot_id, CAST(sum(used.amount - used.returned) AS BIGINT), lot.amount - lot.remaining
FROM lot_use AS used
JOIN lot ON lot.merchant_id = used.merchant_id AND lot.lot_id = used.lot_id
WHERE used.merchant_id = $1
GROUP BY used.lot_id, lot.amount, lot.remaining, lot.account
HAVING (sum(used.amount - used.returned) > lot.amount - lot.remaining AND lot.account LIKE 'points/%')
    OR (sum(used.amount - used.returned) <> lot.amount - lot.remaining
        AND (lot.account LIKE 'stored/%' OR lot.account LIKE 'uses/%'))
