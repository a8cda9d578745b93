SELECT sale_id, amount, tendered, change_given
FROM tender
WHERE merchant_id = $1 AND sale_id > $2 AND sale_id <= $3
