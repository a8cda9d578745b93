SELECT 'points', CAST(coalesce(sum(CASE WHEN amount < 0 THEN -amount ELSE 0 END), 0) AS BIGINT),
       CAST(coalesce(sum(CASE WHEN amount > 0 THEN amount ELSE 0 END), 0) AS BIGINT)
FROM balance
WHERE merchant_id = $1 AND account >= 'points/' AND account < 'points0'
UNION ALL
SELECT 'pending', CAST(coalesce(sum(-amount), 0) AS BIGINT), 0
FROM balance
WHERE merchant_id = $1 AND account >= 'points-pending/' AND account < 'points-pending0'
UNION ALL
SELECT CASE WHEN account LIKE '%/bonus' THEN 'bonus' ELSE 'principal' END,
       CAST(coalesce(sum(-amount), 0) AS BIGINT), 0
FROM balance
WHERE merchant_id = $1 AND account >= 'stored/' AND account < 'stored0'
GROUP BY CASE WHEN account LIKE '%/bonus' THEN 'bonus' ELSE 'principal' END
UNION ALL
SELECT 'uses', CAST(coalesce(sum(-amount), 0) AS BIGINT), 0
FROM balance
WHERE merchant_id = $1 AND account >= 'uses/' AND account < 'uses0'
UNION ALL
SELECT 'prepaid', CAST(coalesce(sum(-amount), 0) AS BIGINT), 0
FROM balance
WHERE merchant_id = $1 AND account >= 'prepaid-uses/' AND account < 'prepaid-uses0'
UNION ALL
SELECT 'memberships', CAST(coalesce(sum(-amount), 0) AS BIGINT), 0
FROM balance
WHERE merchant_id = $1 AND account >= 'prepaid-membership/' AND account < 'prepaid-membership0'
UNION ALL
SELECT 'cards', count(*), 0
FROM card
WHERE merchant_id = $1 AND state <> 'closed'
UNION ALL
SELECT 'receivables', CAST(coalesce(sum(CASE WHEN amount > 0 THEN amount ELSE 0 END), 0) AS BIGINT),
       CAST(coalesce(sum(CASE WHEN amount < 0 THEN -amount ELSE 0 END), 0) AS BIGINT)
FROM balance
WHERE merchant_id = $1 AND account >= 'receivable/' AND account < 'receivable0'
UNION ALL
SELECT 'debtors', count(*), 0
FROM balance
WHERE merchant_id = $1 AND account >= 'receivable/' AND account < 'receivable0' AND amount > 0
