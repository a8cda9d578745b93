SELECT member_id, number, tier, state
FROM member
WHERE merchant_id = $1
  AND member_id = COALESCE((SELECT member_id FROM member_alias WHERE merchant_id = $1 AND alias_id = $2), $2)
