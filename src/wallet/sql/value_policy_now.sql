-- Without a row of its own the merchant's months hold.
SELECT value_policy.version, value_policy.policy, merchant.points_valid_months
FROM merchant
LEFT JOIN value_policy ON value_policy.merchant_id = merchant.merchant_id
WHERE merchant.merchant_id = $1
ORDER BY value_policy.version DESC
LIMIT 1
