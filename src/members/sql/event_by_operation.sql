SELECT kind, content_hash
FROM member_event
WHERE merchant_id = $1 AND operation_id = $2
