UPDATE till
SET state = 'revoked'
WHERE merchant_id = $1 AND till_id = $2
