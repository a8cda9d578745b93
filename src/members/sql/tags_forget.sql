DELETE FROM member_tags
WHERE merchant_id = $1 AND member_id = $2
