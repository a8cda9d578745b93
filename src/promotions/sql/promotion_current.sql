SELECT p.definition, p.version, p.changed_at, s.name
FROM promotion_version p
LEFT JOIN staff s ON s.merchant_id = p.merchant_id AND s.staff_id = p.changed_by
WHERE p.merchant_id = $1 AND p.promotion_id = $2
ORDER BY p.version DESC
LIMIT 1
