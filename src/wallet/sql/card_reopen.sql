UPDATE card SET state = 'active' WHERE merchant_id = $1 AND card_id = $2 AND state = 'closed'
