SELECT lot.lot_id, lot.source_id, lot.amount, lot.remaining, lot.earned_at, lot.expires_on, lot.paid, lot.opens_at,
       lot.renewed, lot.earner,
       (SELECT CAST(coalesce(sum(used.listed * (used.amount - used.returned) / used.amount), 0) AS BIGINT)
        FROM lot_use AS used
        WHERE used.merchant_id = lot.merchant_id AND used.lot_id = lot.lot_id)
FROM lot
WHERE lot.merchant_id = $1 AND lot.account = $2
ORDER BY lot.earned_at, lot.lot_id
