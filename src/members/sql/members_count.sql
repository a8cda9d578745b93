SELECT CAST(count(*) AS BIGINT)
FROM member
WHERE merchant_id = $1 AND state <> 'merged'
