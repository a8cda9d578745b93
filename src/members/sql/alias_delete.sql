DELETE FROM member_alias
WHERE merchant_id = $1 AND alias_id = $2
