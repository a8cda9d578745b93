SELECT allowance_id, till_id, account, amount, spent, opened_at, expires_at
FROM allowance
WHERE merchant_id = $1 AND state = 'open' AND kind = 'lease'
ORDER BY opened_at, allowance_id
LIMIT $2
