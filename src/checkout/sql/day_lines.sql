SELECT line.tax_rate, sale.kind, CAST(sum(line.net) AS BIGINT), CAST(sum(line.tax) AS BIGINT),
       CAST(sum(line.cost) AS BIGINT)
FROM sale
CROSS JOIN sale_line AS line
WHERE sale.merchant_id = $1 AND sale.business_day = $2
  AND line.merchant_id = sale.merchant_id AND line.sale_id = sale.sale_id
GROUP BY line.tax_rate, sale.kind
-- CROSS JOIN: SQLite keeps this order, so that only the day's documents are read.
