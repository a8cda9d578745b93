SELECT promotion_id, name, given, taken_back, after_it, full_card, coupons
FROM sale_stamps
WHERE merchant_id = $1 AND sale_id = $2
ORDER BY promotion_id
