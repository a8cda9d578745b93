SELECT operation.operation_id, operation.cash, CAST(coalesce(sum(entry.amount), 0) AS BIGINT)
FROM value_operation AS operation
LEFT JOIN posting ON posting.merchant_id = operation.merchant_id AND posting.source_id = operation.operation_id
LEFT JOIN entry ON entry.merchant_id = posting.merchant_id AND entry.posting_id = posting.posting_id
  AND entry.account LIKE 'cash/%'
WHERE operation.merchant_id = $1
GROUP BY operation.operation_id, operation.cash
HAVING operation.cash <> coalesce(sum(entry.amount), 0)
