SELECT version, state, credit_limit, terms_days, note
FROM credit_account
WHERE merchant_id = $1 AND member_id = $2
ORDER BY version DESC
LIMIT 1
