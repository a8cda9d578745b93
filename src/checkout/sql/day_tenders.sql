SELECT sale.till_id, sale.kind, tender.kind, CAST(sum(tender.amount) AS BIGINT)
FROM sale
CROSS JOIN tender
WHERE sale.merchant_id = $1 AND sale.business_day = $2
  AND tender.merchant_id = sale.merchant_id AND tender.sale_id = sale.sale_id
GROUP BY sale.till_id, sale.kind, tender.kind
-- CROSS JOIN: SQLite keeps this order, so that only the day's documents are read.
