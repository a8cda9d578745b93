SELECT line.line_no, CAST(sum(line.quantity) AS BIGINT), CAST(sum(line.net) AS BIGINT)
FROM sale
CROSS JOIN sale_line AS line
WHERE sale.merchant_id = $1 AND sale.original_sale_id = $2
  AND line.merchant_id = sale.merchant_id AND line.sale_id = sale.sale_id
GROUP BY line.line_no
ORDER BY line.line_no
-- CROSS JOIN: SQLite keeps this order, so that only this sale's returns are read.
