INSERT INTO sale_line (merchant_id, sale_id, line_no, product_id, name, unit_name, barcode, quantity,
                       by_weight, label_amount, unit_price, gross, discount, net, tax_rate, tax, cost)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
