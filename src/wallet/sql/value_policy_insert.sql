INSERT INTO value_policy (merchant_id, version, policy, changed_at, changed_by)
VALUES ($1, $2, $3, $4, $5)
