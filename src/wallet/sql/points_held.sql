SELECT pool.pool, balance.amount
FROM merchant
LEFT JOIN household_member AS pool ON pool.merchant_id = merchant.merchant_id AND pool.member_id = $2
LEFT JOIN balance ON balance.merchant_id = merchant.merchant_id AND balance.account = coalesce(pool.pool, $3)
  AND balance.currency = 'PTS'
WHERE merchant.merchant_id = $1
