SELECT p.definition
FROM promotion_version p
WHERE p.merchant_id = $1 AND p.state = 'active' AND p.definition LIKE '%"limits":{%'
  AND p.version = (SELECT max(q.version) FROM promotion_version q
                   WHERE q.merchant_id = p.merchant_id AND q.promotion_id = p.promotion_id)
ORDER BY p.promotion_id
