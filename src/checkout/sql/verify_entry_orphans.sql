SELECT DISTINCT entry.posting_id
FROM entry
WHERE entry.merchant_id = $1
  AND NOT EXISTS (SELECT 1 FROM posting
                  WHERE posting.merchant_id = entry.merchant_id AND posting.posting_id = entry.posting_id)
LIMIT 100
