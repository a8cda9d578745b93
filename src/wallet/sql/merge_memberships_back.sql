UPDATE membership SET member_id = $3
WHERE merchant_id = $1
  AND membership_id IN (SELECT membership_id FROM merged_membership WHERE merchant_id = $1 AND operation_id = $2)
