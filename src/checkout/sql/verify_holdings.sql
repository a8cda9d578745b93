SELECT holding.account, holding.reserved, CAST(coalesce(sum(allowance.amount - allowance.spent), 0) AS BIGINT)
FROM holding
LEFT JOIN allowance ON allowance.merchant_id = holding.merchant_id AND allowance.account = holding.account
  AND allowance.state = 'open'
WHERE holding.merchant_id = $1
GROUP BY holding.account, holding.reserved
HAVING holding.reserved <> coalesce(sum(allowance.amount - allowance.spent), 0)
