SELECT lot.lot_id, lot.account, lot.currency, lot.remaining, lot.expires_on,
       (SELECT min(noticed_on) FROM expiry_notice AS notice
        WHERE notice.merchant_id = lot.merchant_id AND notice.lot_id = lot.lot_id),
       coalesce((SELECT reserved FROM holding
                 WHERE holding.merchant_id = lot.merchant_id AND holding.account = lot.account), 0)
FROM lot
WHERE lot.merchant_id = $1 AND lot.expires_on < $2 AND lot.remaining > 0 AND lot.currency IN ('PTS', 'GRW', 'STP')
  AND lot.account NOT LIKE 'points-pending/%'
  AND (lot.expires_on > $3 OR (lot.expires_on = $3 AND lot.lot_id > $4))
ORDER BY lot.expires_on, lot.lot_id
LIMIT $5
