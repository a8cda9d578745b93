SELECT failures, first_at, locked_until
FROM login_failure
WHERE merchant_id = $1 AND login = $2
