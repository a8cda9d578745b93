SELECT barcode.product_id, product.name
FROM barcode
JOIN product ON product.merchant_id = barcode.merchant_id AND product.product_id = barcode.product_id
WHERE barcode.merchant_id = $1 AND barcode.barcode = $2
