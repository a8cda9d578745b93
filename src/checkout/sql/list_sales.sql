SELECT sale_id, kind, number, sold_at, recorded_at, payable, frozen,
       (SELECT count(*) FROM sale_line AS line
        WHERE line.merchant_id = sale.merchant_id AND line.sale_id = sale.sale_id),
       business_day
FROM sale
WHERE merchant_id = $1 AND business_day BETWEEN $2 AND $3
  AND (business_day, recorded_at, sale_id) < ($4, $5, $6)
  AND ($7 = 1 OR till_id = $8) AND ($9 = '' OR number = $9)
ORDER BY business_day DESC, recorded_at DESC, sale_id DESC
LIMIT $10
