SELECT count(*)
FROM sale
WHERE merchant_id = $1 AND business_day >= $2 AND business_day <= $3 AND kind = 'sale'
