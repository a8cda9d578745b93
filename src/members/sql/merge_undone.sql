UPDATE member_merge
SET undone_at = $3
WHERE merchant_id = $1 AND operation_id = $2
