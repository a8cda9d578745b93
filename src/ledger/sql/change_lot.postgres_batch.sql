UPDATE lot SET remaining = given.after_it
FROM unnest(CAST($1 AS UUID[]), CAST($2 AS UUID[]), CAST($3 AS BIGINT[]), CAST($4 AS BIGINT[]))
  AS given (merchant_id, lot_id, after_it, before_it)
WHERE lot.merchant_id = given.merchant_id AND lot.lot_id = given.lot_id AND lot.remaining = given.before_it
