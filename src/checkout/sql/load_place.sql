SELECT shop.shop_id, shop.name, till.name, staff.name, staff.role, merchant.time_zone,
       merchant.day_cutoff_minutes, merchant.points_valid_months
FROM merchant
JOIN till ON till.merchant_id = merchant.merchant_id AND till.till_id = $2
JOIN shop ON shop.merchant_id = till.merchant_id AND shop.shop_id = till.shop_id
LEFT JOIN staff ON staff.merchant_id = merchant.merchant_id AND staff.staff_id = $3
WHERE merchant.merchant_id = $1
