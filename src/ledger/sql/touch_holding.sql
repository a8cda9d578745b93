INSERT INTO holding (merchant_id, account, reserved, version)
VALUES ($1, $2, CASE WHEN CAST($3 AS BIGINT) > 0 THEN CAST($3 AS BIGINT) ELSE 0 END, 1)
ON CONFLICT (merchant_id, account) DO UPDATE
SET reserved = holding.reserved + CAST($3 AS BIGINT), version = holding.version + 1
