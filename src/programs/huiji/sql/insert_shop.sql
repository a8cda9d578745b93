INSERT INTO shop (merchant_id, shop_id, name, address, phone)
VALUES ($1, $2, $3, $4, $5)
