SELECT member_id, CAST(sum(price - recognised - refunded) AS BIGINT)
FROM membership
WHERE merchant_id = $1
GROUP BY member_id
