SELECT sale_id, number, content_hash
FROM sale
WHERE merchant_id = $1 AND sale_id = $2
UNION
SELECT sale_id, number, content_hash
FROM sale
WHERE merchant_id = $1 AND till_id = $3 AND sequence = $4
UNION
SELECT sale_id, number, content_hash
FROM sale
WHERE merchant_id = $1 AND number = $5 AND till_id = $3
-- Three look-ups by a whole key; one OR would make SQLite read all sales of the merchant.
