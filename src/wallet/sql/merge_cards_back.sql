UPDATE card SET member_id = $3
WHERE merchant_id = $1
  AND card_id IN (SELECT card_id FROM merged_card WHERE merchant_id = $1 AND operation_id = $2)
