UPDATE merchant SET catalog_version = $2 WHERE merchant_id = $1
