-- What a card's lots hold against its two balances; only cards that differ.
SELECT held.account, held.principal, held.remaining - held.principal,
       CAST(coalesce(-principal.amount, 0) AS BIGINT), CAST(coalesce(-bonus.amount, 0) AS BIGINT)
FROM (SELECT account, CAST(sum(remaining) AS BIGINT) AS remaining,
             CAST(sum(paid - (amount - remaining) * paid / amount) AS BIGINT) AS principal
      FROM lot
      WHERE merchant_id = $1 AND account >= 'stored/' AND account < 'stored0'
      GROUP BY account) AS held
LEFT JOIN balance AS principal
  ON principal.merchant_id = $1 AND principal.account = held.account || '/principal' AND principal.currency = 'CNY'
LEFT JOIN balance AS bonus
  ON bonus.merchant_id = $1 AND bonus.account = held.account || '/bonus' AND bonus.currency = 'CNY'
WHERE held.principal <> coalesce(-principal.amount, 0)
   OR held.remaining - held.principal <> coalesce(-bonus.amount, 0)
