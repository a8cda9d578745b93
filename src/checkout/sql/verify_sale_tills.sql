SELECT sale.sale_id
FROM sale
WHERE sale.merchant_id = $1
  AND NOT EXISTS (SELECT 1 FROM till
                  WHERE till.merchant_id = sale.merchant_id AND till.till_id = sale.till_id
                    AND till.shop_id = sale.shop_id)
LIMIT 100
