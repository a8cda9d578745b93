INSERT INTO markdown_label (merchant_id, serial, sale_id, line_no)
VALUES ($1, $2, $3, $4)
