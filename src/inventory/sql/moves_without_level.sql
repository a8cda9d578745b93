SELECT shop_id, product_id, CAST(sum(quantity) AS BIGINT)
FROM stock_move AS move
WHERE merchant_id = $1
  AND NOT EXISTS (SELECT 1 FROM stock_level AS level
                  WHERE level.merchant_id = move.merchant_id AND level.shop_id = move.shop_id
                    AND level.product_id = move.product_id)
GROUP BY shop_id, product_id
ORDER BY shop_id, product_id
