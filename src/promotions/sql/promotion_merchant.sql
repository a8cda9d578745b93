SELECT catalog_version, points_per_yuan
FROM merchant
WHERE merchant_id = $1
