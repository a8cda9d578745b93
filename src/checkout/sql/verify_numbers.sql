SELECT till_id, number, count(*)
FROM sale
WHERE merchant_id = $1
GROUP BY till_id, number
HAVING count(*) > 1
LIMIT 100
