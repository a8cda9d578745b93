UPDATE sale_stamps SET taken_back = taken_back + $4
WHERE merchant_id = $1 AND sale_id = $2 AND promotion_id = $3
