SELECT posting.recorded_at, posting.business_day, posting.reason, entry.amount, posting.source_id,
       posting.posting_id, staff.name, posting.note, sale.number,
       coalesce(sale.member_id, operation.member_id), member.number
FROM entry
JOIN posting ON posting.merchant_id = entry.merchant_id AND posting.posting_id = entry.posting_id
LEFT JOIN staff ON staff.merchant_id = posting.merchant_id AND staff.staff_id = posting.staff_id
LEFT JOIN sale ON sale.merchant_id = posting.merchant_id AND sale.sale_id = posting.source_id
LEFT JOIN value_operation AS operation ON operation.merchant_id = posting.merchant_id
  AND operation.operation_id = posting.source_id
LEFT JOIN member ON member.merchant_id = posting.merchant_id
  AND member.member_id = coalesce(sale.member_id, operation.member_id)
WHERE entry.merchant_id = $1 AND entry.account = $2
  AND (posting.recorded_at < $3 OR (posting.recorded_at = $3 AND posting.posting_id < $4))
ORDER BY posting.recorded_at DESC, posting.posting_id DESC
LIMIT $5
