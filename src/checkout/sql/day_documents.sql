SELECT sale.till_id, till.name, sale.kind, count(*), CAST(sum(sale.gross) AS BIGINT),
       CAST(sum(sale.discount) AS BIGINT), CAST(sum(sale.payable) AS BIGINT), CAST(sum(sale.points) AS BIGINT)
FROM sale
JOIN till ON till.merchant_id = sale.merchant_id AND till.till_id = sale.till_id
WHERE sale.merchant_id = $1 AND sale.business_day = $2
GROUP BY sale.till_id, till.name, sale.kind
