SELECT merchant.time_zone, merchant.day_cutoff_minutes, staff.name
FROM merchant
LEFT JOIN staff ON staff.merchant_id = merchant.merchant_id AND staff.staff_id = $2
WHERE merchant.merchant_id = $1
