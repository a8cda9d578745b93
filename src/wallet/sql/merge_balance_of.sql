SELECT amount FROM merged_balance WHERE merchant_id = $1 AND operation_id = $2 AND account = $3
