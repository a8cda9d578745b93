INSERT INTO barcode (merchant_id, barcode, product_id, quantity) VALUES ($1, $2, $3, $4)
