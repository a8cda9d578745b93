UPDATE member_event
SET reason = ''
WHERE merchant_id = $1 AND member_id = $2
