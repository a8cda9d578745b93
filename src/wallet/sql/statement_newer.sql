SELECT CAST(coalesce(sum(entry.amount), 0) AS BIGINT)
FROM entry
JOIN posting ON posting.merchant_id = entry.merchant_id AND posting.posting_id = entry.posting_id
WHERE entry.merchant_id = $1 AND entry.account = $2
  AND (posting.recorded_at > $3 OR (posting.recorded_at = $3 AND posting.posting_id >= $4))
