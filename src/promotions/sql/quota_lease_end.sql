UPDATE quota_lease
SET state = 'ended', ended_at = $3, ended_by = $4, reason = $5
WHERE merchant_id = $1 AND lease_id = $2 AND state = 'open'
