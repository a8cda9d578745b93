DELETE FROM login_failure
WHERE merchant_id = $1 AND login = $2
