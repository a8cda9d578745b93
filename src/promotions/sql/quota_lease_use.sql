UPDATE quota_lease
SET used_times = $3, used_amount = $4
WHERE merchant_id = $1 AND lease_id = $2
