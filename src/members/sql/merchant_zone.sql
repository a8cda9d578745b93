SELECT time_zone
FROM merchant
WHERE merchant_id = $1
