INSERT INTO holding (merchant_id, account, reserved, version)
VALUES ($1, $2, 0, 1)
ON CONFLICT (merchant_id, account) DO UPDATE SET version = holding.version + 1
