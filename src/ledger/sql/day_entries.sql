SELECT entry.account, posting.reason, CAST(sum(entry.amount) AS BIGINT)
FROM posting
CROSS JOIN entry
WHERE posting.merchant_id = $1 AND posting.business_day = $2
  AND entry.merchant_id = posting.merchant_id AND entry.posting_id = posting.posting_id
  AND entry.account NOT LIKE 'points/%' AND entry.account NOT LIKE 'stored/%'
GROUP BY entry.account, posting.reason
-- CROSS JOIN: SQLite keeps this order, so that only the day's postings are read.
