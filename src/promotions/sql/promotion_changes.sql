SELECT version FROM promotion_version WHERE merchant_id = $1 AND version > $2 AND version <= $3
UNION
SELECT version FROM pricing_policy WHERE merchant_id = $1 AND version > $2 AND version <= $3
ORDER BY version
