SELECT sale.original_sale_id, sale.price
FROM tender
JOIN sale ON sale.merchant_id = tender.merchant_id AND sale.sale_id = tender.sale_id
WHERE tender.merchant_id = $1 AND tender.kind = 'used_coupon'
ORDER BY sale.original_sale_id, sale.sale_id
