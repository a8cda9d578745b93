UPDATE card SET state = $3, number = $4 WHERE merchant_id = $1 AND card_id = $2
