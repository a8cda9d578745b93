SELECT package_id, version, changed_at, definition
FROM value_package AS one
WHERE merchant_id = $1
  AND version = (SELECT max(version) FROM value_package AS other
                 WHERE other.merchant_id = one.merchant_id AND other.package_id = one.package_id)
ORDER BY package_id
