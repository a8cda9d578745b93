SELECT sale.number
FROM markdown_label AS label
JOIN sale ON sale.merchant_id = label.merchant_id AND sale.sale_id = label.sale_id
WHERE label.merchant_id = $1 AND label.serial = $2
