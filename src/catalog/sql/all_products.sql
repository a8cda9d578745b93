SELECT product.product_id, product.version, product.code, product.name, product.spec, product.category_id, product.unit_kind,
       product.unit_name, product.price, product.member_price, product.cost, product.tax_rate, product.discountable,
       product.state,
       COALESCE(stock_level.quantity, 0), barcode.barcode, barcode.quantity
FROM product
LEFT JOIN stock_level ON stock_level.merchant_id = product.merchant_id AND stock_level.shop_id = $2
  AND stock_level.product_id = product.product_id
LEFT JOIN barcode ON barcode.merchant_id = product.merchant_id AND barcode.product_id = product.product_id
WHERE product.merchant_id = $1
ORDER BY product.code, barcode.barcode
