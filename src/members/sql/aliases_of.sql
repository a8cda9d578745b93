SELECT alias_id, home_id
FROM member_alias
WHERE merchant_id = $1 AND member_id = $2
ORDER BY alias_id
