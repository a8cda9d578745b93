SELECT allowance_id, kind, account, till_id, amount, bonus, spent, state, opened_at, expires_at, asked_for
FROM allowance
WHERE merchant_id = $1 AND till_id = $2 AND state = 'open'
ORDER BY opened_at, allowance_id
