SELECT line.product_id,
       MIN(CASE WHEN line.net > 0 THEN line.net * 1000 / line.quantity END),
       CAST(SUM(line.quantity) AS BIGINT)
FROM sale
JOIN sale_line AS line ON line.merchant_id = sale.merchant_id AND line.sale_id = sale.sale_id
WHERE sale.merchant_id = $1 AND sale.business_day BETWEEN $2 AND $3 AND sale.kind = 'sale' AND sale.shop_id = $4
GROUP BY line.product_id
