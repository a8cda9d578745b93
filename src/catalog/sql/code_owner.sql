SELECT product_id, name FROM product WHERE merchant_id = $1 AND code = $2
