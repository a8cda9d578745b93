SELECT till.till_id, till.name, sale.kind, count(*), CAST(sum(sale.gross) AS BIGINT),
       CAST(sum(sale.discount) AS BIGINT), CAST(sum(sale.payable) AS BIGINT), CAST(sum(sale.points) AS BIGINT),
       CAST(sum(sale.points_spent) AS BIGINT)
FROM sale
CROSS JOIN till
WHERE sale.merchant_id = $1 AND sale.business_day = $2
  AND till.merchant_id = sale.merchant_id AND till.till_id = sale.till_id
GROUP BY till.till_id, till.name, sale.kind
-- CROSS JOIN: SQLite keeps this order, so that only the day's documents are read.
