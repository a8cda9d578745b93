SELECT member_id, CAST(sum(times) AS BIGINT), CAST(sum(amount) AS BIGINT),
       CAST(sum(CASE WHEN business_day = $5 THEN times ELSE 0 END) AS BIGINT)
FROM promotion_usage
WHERE merchant_id = $1 AND member_id IN ($2, $3) AND promotion_id = $4
GROUP BY member_id
