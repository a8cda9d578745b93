SELECT sale_id, kind, number, sold_at, recorded_at, payable, frozen,
       (SELECT count(*) FROM sale_line AS line
        WHERE line.merchant_id = sale.merchant_id AND line.sale_id = sale.sale_id)
FROM sale
WHERE merchant_id = $1 AND original_sale_id = $2
ORDER BY recorded_at DESC, sale_id DESC
