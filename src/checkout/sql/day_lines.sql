SELECT line.tax_rate, sale.kind, CAST(sum(line.net) AS BIGINT), CAST(sum(line.tax) AS BIGINT),
       CAST(sum(line.cost) AS BIGINT)
FROM sale
JOIN sale_line AS line ON line.merchant_id = sale.merchant_id AND line.sale_id = sale.sale_id
WHERE sale.merchant_id = $1 AND sale.business_day = $2
GROUP BY line.tax_rate, sale.kind
