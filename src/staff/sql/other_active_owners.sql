SELECT CAST(count(*) AS BIGINT)
FROM staff
WHERE merchant_id = $1 AND staff_id <> $2 AND role = 'owner' AND state = 'active'
