DELETE FROM barcode WHERE merchant_id = $1 AND product_id = $2
