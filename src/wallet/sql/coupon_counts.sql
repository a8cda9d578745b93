SELECT member_id, issued, taken
FROM coupon_count
WHERE merchant_id = $1 AND batch_id = $2 AND member_id IN ($3, $4)
UNION ALL
SELECT counted.member_id, counted.issued, counted.taken
FROM member_alias AS alias
CROSS JOIN coupon_count AS counted
WHERE alias.merchant_id = $1 AND alias.member_id = $4
  AND counted.merchant_id = alias.merchant_id AND counted.batch_id = $2 AND counted.member_id = alias.alias_id
-- Two parts: with OR, SQLite went through the rows of all members of the batch.
