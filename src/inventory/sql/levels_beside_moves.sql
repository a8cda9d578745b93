SELECT level.shop_id, level.product_id, level.quantity, COALESCE(moved.quantity, 0)
FROM stock_level AS level
LEFT JOIN (
  SELECT shop_id, product_id, CAST(sum(quantity) AS BIGINT) AS quantity
  FROM stock_move
  WHERE merchant_id = $1
  GROUP BY shop_id, product_id
) AS moved ON moved.shop_id = level.shop_id AND moved.product_id = level.product_id
WHERE level.merchant_id = $1 AND level.quantity <> COALESCE(moved.quantity, 0)
ORDER BY level.shop_id, level.product_id
