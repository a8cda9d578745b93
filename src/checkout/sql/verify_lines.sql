SELECT sale_id, line_no, product_id, name, unit_name, barcode, quantity, by_weight, label_amount, unit_price,
       gross, discount, net, tax_rate, tax, cost
FROM sale_line
WHERE merchant_id = $1 AND sale_id > $2 AND sale_id <= $3
ORDER BY sale_id, line_no
