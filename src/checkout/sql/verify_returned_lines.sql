SELECT sale.original_sale_id, line.line_no, line.product_id, CAST(sum(line.quantity) AS BIGINT),
       CAST(sum(line.gross) AS BIGINT), CAST(sum(line.net) AS BIGINT), CAST(sum(line.tax) AS BIGINT)
FROM sale
CROSS JOIN sale_line AS line
WHERE sale.merchant_id = $1 AND sale.original_sale_id > $2 AND sale.original_sale_id <= $3
  AND line.merchant_id = sale.merchant_id AND line.sale_id = sale.sale_id
GROUP BY sale.original_sale_id, line.line_no, line.product_id
