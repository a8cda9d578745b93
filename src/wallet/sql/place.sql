SELECT merchant.time_zone, merchant.day_cutoff_minutes, merchant.points_valid_months, merchant.points_per_yuan,
       staff.name, till.name
FROM merchant
LEFT JOIN staff ON staff.merchant_id = merchant.merchant_id AND staff.staff_id = $2
LEFT JOIN till ON till.merchant_id = merchant.merchant_id AND till.till_id = $3
WHERE merchant.merchant_id = $1
