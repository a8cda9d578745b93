SELECT COUNT(*)
FROM product
WHERE merchant_id = $1
  AND (search_key LIKE $2 ESCAPE '!'
       OR product_id IN (SELECT product_id FROM barcode WHERE merchant_id = $1 AND barcode LIKE $3))
  AND state LIKE $4
