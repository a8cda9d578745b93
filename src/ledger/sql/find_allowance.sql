SELECT allowance_id, kind, account, till_id, amount, bonus, spent, state, opened_at, expires_at, asked_for
FROM allowance
WHERE merchant_id = $1 AND allowance_id = $2
