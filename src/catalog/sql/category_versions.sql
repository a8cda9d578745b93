SELECT category_id, version, parent_id
FROM category_version
WHERE merchant_id = $1 AND version > $2 AND version <= $3
ORDER BY version, category_id
