SELECT original_sale_id, count(*), CAST(sum(points) AS BIGINT)
FROM sale
WHERE merchant_id = $1 AND original_sale_id > $2 AND original_sale_id <= $3
GROUP BY original_sale_id
