SELECT entry.account, posting.reason, CAST(sum(entry.amount) AS BIGINT)
FROM posting
JOIN entry ON entry.merchant_id = posting.merchant_id AND entry.posting_id = posting.posting_id
WHERE posting.merchant_id = $1 AND posting.business_day = $2 AND entry.account NOT LIKE 'points/%'
GROUP BY entry.account, posting.reason
