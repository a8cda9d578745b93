SELECT sale_id, number, content_hash
FROM sale
WHERE merchant_id = $1 AND (sale_id = $2 OR (till_id = $3 AND sequence = $4)
                           OR (till_id = $3 AND number = $5))
