SELECT line.sale_id, line.product_id, line.quantity, line.label_amount, line.net, line.cost
FROM sale
JOIN sale_line AS line ON line.merchant_id = sale.merchant_id AND line.sale_id = sale.sale_id
WHERE sale.merchant_id = $1 AND sale.business_day >= $2 AND sale.business_day <= $5
  AND (sale.business_day, sale.recorded_at, sale.sale_id) > ($2, $3, $4)
  AND (sale.business_day, sale.recorded_at, sale.sale_id) <= ($5, $6, $7)
ORDER BY sale.business_day, sale.recorded_at, sale.sale_id, line.line_no
