WITH RECURSIVE below AS (
  SELECT category_id FROM category WHERE merchant_id = $1 AND category_id = $5
  UNION
  SELECT child.category_id
  FROM category AS child JOIN below ON child.parent_id = below.category_id
  WHERE child.merchant_id = $1
)
SELECT COUNT(*)
FROM product
WHERE merchant_id = $1
  AND (search_key LIKE $2 ESCAPE '!'
       OR product_id IN (SELECT product_id FROM barcode WHERE merchant_id = $1 AND barcode LIKE $3))
  AND state LIKE $4
  AND category_id IN (SELECT category_id FROM below)
