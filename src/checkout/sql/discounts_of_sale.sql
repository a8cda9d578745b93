SELECT line_no, promotion_id, amount
FROM sale_discount
WHERE merchant_id = $1 AND sale_id = $2
ORDER BY line_no, promotion_id
