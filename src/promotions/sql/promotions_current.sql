SELECT p.definition, p.version, p.changed_at, s.name
FROM promotion_version p
LEFT JOIN staff s ON s.merchant_id = p.merchant_id AND s.staff_id = p.changed_by
WHERE p.merchant_id = $1
  AND p.version = (SELECT max(q.version) FROM promotion_version q
                   WHERE q.merchant_id = p.merchant_id AND q.promotion_id = p.promotion_id)
ORDER BY p.promotion_id
