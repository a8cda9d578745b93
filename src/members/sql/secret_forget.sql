DELETE FROM member_secret
WHERE merchant_id = $1 AND member_id = $2
