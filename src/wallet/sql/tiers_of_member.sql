SELECT since, tier, reason, kept_until
FROM member_tier
WHERE merchant_id = $1 AND member_id = $2
ORDER BY since DESC
LIMIT 20
