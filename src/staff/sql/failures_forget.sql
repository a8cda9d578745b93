DELETE FROM login_failure
WHERE merchant_id = $1 AND first_at < $2 AND locked_until < $2
