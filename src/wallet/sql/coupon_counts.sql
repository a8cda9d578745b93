SELECT member_id, issued, taken
FROM coupon_count
WHERE merchant_id = $1 AND batch_id = $2
  AND (member_id = $3 OR member_id = $4
       OR member_id IN (SELECT alias_id FROM member_alias WHERE merchant_id = $1 AND member_id = $4))
