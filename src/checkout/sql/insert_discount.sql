INSERT INTO sale_discount (merchant_id, sale_id, line_no, promotion_id, amount, supplier, supplier_amount)
VALUES ($1, $2, $3, $4, $5, $6, $7)
