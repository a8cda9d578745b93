INSERT INTO member_tier (merchant_id, member_id, since, tier, reason, kept_until)
VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (merchant_id, member_id, since) DO UPDATE
SET tier = excluded.tier, reason = excluded.reason, kept_until = excluded.kept_until
