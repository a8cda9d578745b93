SELECT operation_id, member_id, kind, happened_at, staff_id, till_id, reason, other_member_id
FROM member_event
WHERE merchant_id = $1 AND member_id = $2
ORDER BY happened_at, operation_id, kind
