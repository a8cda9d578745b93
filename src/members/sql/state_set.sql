UPDATE member
SET state = $3, version = $4
WHERE merchant_id = $1 AND member_id = $2
