INSERT INTO merged_card (merchant_id, operation_id, card_id)
SELECT merchant_id, $2, card_id FROM card WHERE merchant_id = $1 AND member_id = $3
