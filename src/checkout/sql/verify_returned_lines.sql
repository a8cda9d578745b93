SELECT sale.original_sale_id, line.line_no, line.product_id, CAST(sum(line.quantity) AS BIGINT),
       CAST(sum(line.gross) AS BIGINT), CAST(sum(line.net) AS BIGINT), CAST(sum(line.tax) AS BIGINT)
FROM sale
JOIN sale_line AS line ON line.merchant_id = sale.merchant_id AND line.sale_id = sale.sale_id
WHERE sale.merchant_id = $1 AND sale.original_sale_id > $2 AND sale.original_sale_id <= $3
GROUP BY sale.original_sale_id, line.line_no, line.product_id
