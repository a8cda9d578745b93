UPDATE lot SET expires_on = given.expires_on
FROM unnest(CAST($1 AS UUID[]), CAST($2 AS UUID[]), CAST($3 AS TEXT[])) AS given (merchant_id, lot_id, expires_on)
WHERE lot.merchant_id = given.merchant_id AND lot.lot_id = given.lot_id
