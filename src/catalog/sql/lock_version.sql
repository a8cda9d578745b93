UPDATE merchant SET catalog_version = catalog_version WHERE merchant_id = $1 RETURNING catalog_version
