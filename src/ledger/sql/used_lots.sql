SELECT lot.lot_id, lot.source_id, lot.amount, lot.remaining, lot.earned_at, lot.expires_on, lot.paid, lot.opens_at,
       lot.renewed, lot.earner, lot.account, used.use_no, used.amount, used.returned, used.listed
FROM lot_use AS used
JOIN lot ON lot.merchant_id = used.merchant_id AND lot.lot_id = used.lot_id
WHERE used.merchant_id = $1 AND used.source_id = $2
ORDER BY used.use_no
