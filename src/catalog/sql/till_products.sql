SELECT product.product_id, product.code, product.name, product.spec, product.category_id, product.unit_kind,
       product.unit_name, product.price, product.member_price, product.tax_rate, product.discountable, product.state,
       product.search_key, barcode.barcode, barcode.quantity
FROM product
LEFT JOIN barcode ON barcode.merchant_id = product.merchant_id AND barcode.product_id = product.product_id
WHERE product.merchant_id = $1 AND product.version > $2 AND (product.state = 'active' OR $2 > 0)
ORDER BY product.product_id, barcode.barcode
