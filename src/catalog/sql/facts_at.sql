SELECT product_id, version, name, category_id, unit_kind, price, member_price, cost, tax_rate, discountable, state,
       unit_name
FROM product_version
WHERE merchant_id = $1 AND product_id = $2 AND version <= $3
ORDER BY version DESC
LIMIT 1
