SELECT alias.alias_id
FROM member_alias AS alias
WHERE alias.merchant_id = $1
  AND NOT EXISTS (SELECT 1 FROM member
                  WHERE member.merchant_id = alias.merchant_id AND member.member_id = alias.member_id)
LIMIT 100
