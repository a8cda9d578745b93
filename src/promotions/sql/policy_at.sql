SELECT policy, version
FROM pricing_policy
WHERE merchant_id = $1 AND version <= $2
ORDER BY version DESC
LIMIT 1
