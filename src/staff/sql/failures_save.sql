INSERT INTO login_failure (merchant_id, login, failures, first_at, locked_until)
VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (merchant_id, login)
DO UPDATE SET failures = excluded.failures, first_at = excluded.first_at, locked_until = excluded.locked_until
