SELECT amount, tendered, change_given
FROM tender
WHERE merchant_id = $1 AND sale_id = $2
ORDER BY tender_no
