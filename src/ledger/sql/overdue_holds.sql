SELECT allowance_id, kind, account, till_id, amount, bonus, spent, state, opened_at, expires_at, asked_for
FROM allowance
WHERE merchant_id = $1 AND state = 'open' AND expires_at < $2 AND kind = 'hold'
ORDER BY expires_at, allowance_id
LIMIT $3
