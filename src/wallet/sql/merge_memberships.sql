INSERT INTO merged_membership (merchant_id, operation_id, membership_id)
SELECT merchant_id, $2, membership_id FROM membership WHERE merchant_id = $1 AND member_id = $3
