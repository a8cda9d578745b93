SELECT sale.sale_id
FROM sale
WHERE sale.merchant_id = $1 AND sale.member_id IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM member
                  WHERE member.merchant_id = sale.merchant_id AND member.member_id = sale.member_id)
LIMIT 100
