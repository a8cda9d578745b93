SELECT price
FROM sale
WHERE merchant_id = $1 AND original_sale_id = $2
ORDER BY sale_id
