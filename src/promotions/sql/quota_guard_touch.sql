INSERT INTO quota_guard (merchant_id, promotion_id, leases)
VALUES ($1, $2, 1)
ON CONFLICT (merchant_id, promotion_id) DO UPDATE SET leases = quota_guard.leases + 1
