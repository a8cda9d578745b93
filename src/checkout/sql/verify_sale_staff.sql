SELECT sale.sale_id
FROM sale
WHERE sale.merchant_id = $1
  AND NOT EXISTS (SELECT 1 FROM staff
                  WHERE staff.merchant_id = sale.merchant_id AND staff.staff_id = sale.staff_id)
LIMIT 100
