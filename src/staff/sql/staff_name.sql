SELECT name
FROM staff
WHERE merchant_id = $1 AND staff_id = $2
