SELECT operation.till_id, till.name, CAST(sum(operation.cash) AS BIGINT), operation.kind
FROM value_operation AS operation
JOIN till ON till.merchant_id = operation.merchant_id AND till.till_id = operation.till_id
WHERE operation.merchant_id = $1 AND operation.business_day = $2
GROUP BY operation.till_id, till.name, operation.kind
