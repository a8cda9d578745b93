UPDATE member
SET tags = $3, version = $4
WHERE merchant_id = $1 AND member_id = $2
