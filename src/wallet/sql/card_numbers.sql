SELECT count(*) FROM card WHERE merchant_id = $1 AND number = $2
