SELECT posting.source_id, posting.posting_id, posting.reason, posting.business_day, entry.account,
       entry.currency, entry.amount
FROM posting
LEFT JOIN entry ON entry.merchant_id = posting.merchant_id AND entry.posting_id = posting.posting_id
WHERE posting.merchant_id = $1 AND posting.source_id > $2 AND posting.source_id <= $3
ORDER BY posting.source_id, posting.reason, entry.entry_no NULLS FIRST
