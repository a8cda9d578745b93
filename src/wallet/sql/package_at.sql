SELECT package_id, version, changed_at, definition
FROM value_package
WHERE merchant_id = $1 AND package_id = $2 AND version = $3
