SELECT content_hash, report FROM catalog_import WHERE merchant_id = $1 AND import_id = $2
