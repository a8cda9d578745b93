SELECT category_id, parent_id, name, sort_order
FROM category
WHERE merchant_id = $1
ORDER BY sort_order, category_id
