SELECT amount FROM balance WHERE merchant_id = $1 AND account = $2 AND currency = $3
