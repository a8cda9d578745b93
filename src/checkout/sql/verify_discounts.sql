SELECT sale_id, line_no, promotion_id, amount
FROM sale_discount
WHERE merchant_id = $1 AND sale_id > $2 AND sale_id <= $3
