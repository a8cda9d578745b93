SELECT promotion_id, version, changed_at, definition
FROM stamp_programme
WHERE merchant_id = $1 AND promotion_id = $2
ORDER BY version DESC
LIMIT 1
