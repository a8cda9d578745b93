-- Of a pool, whose it is by a lot: somebody who is not in that household.
SELECT lot.lot_id, lot.account
FROM lot
LEFT JOIN household_member AS place ON place.merchant_id = lot.merchant_id AND place.member_id = lot.earner
  AND (place.pool = lot.account OR replace(place.pool, 'points/', 'points-pending/') = lot.account)
WHERE lot.merchant_id = $1 AND lot.earner IS NOT NULL AND lot.remaining > 0 AND place.member_id IS NULL
