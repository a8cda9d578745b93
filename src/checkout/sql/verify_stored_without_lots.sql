SELECT account, CAST(-amount AS BIGINT)
FROM balance
WHERE merchant_id = $1 AND account >= 'stored/' AND account < 'stored0' AND amount <> 0
  AND NOT EXISTS (SELECT 1 FROM lot
                  WHERE lot.merchant_id = balance.merchant_id
                    AND (balance.account = lot.account || '/principal' OR balance.account = lot.account || '/bonus'))
