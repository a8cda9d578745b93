SELECT line.line_no, CAST(sum(line.quantity) AS BIGINT)
FROM sale
JOIN sale_line AS line ON line.merchant_id = sale.merchant_id AND line.sale_id = sale.sale_id
WHERE sale.merchant_id = $1 AND sale.original_sale_id = $2
GROUP BY line.line_no
ORDER BY line.line_no
