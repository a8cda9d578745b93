SELECT coalesce(sale.original_sale_id, posting.source_id), min(posting.business_day),
       CAST(sum(entry.amount) AS BIGINT), min(CASE WHEN sale.kind = 'sale' THEN sale.number END)
FROM entry
JOIN posting ON posting.merchant_id = entry.merchant_id AND posting.posting_id = entry.posting_id
LEFT JOIN sale ON sale.merchant_id = posting.merchant_id AND sale.sale_id = posting.source_id
WHERE entry.merchant_id = $1 AND entry.account = $2
GROUP BY coalesce(sale.original_sale_id, posting.source_id)
HAVING sum(entry.amount) > 0
ORDER BY min(posting.business_day) DESC, min(posting.effective_at) DESC,
         coalesce(sale.original_sale_id, posting.source_id) DESC
