INSERT INTO sale_stamps (merchant_id, sale_id, promotion_id, name, given, taken_back, after_it, full_card, coupons)
VALUES ($1, $2, $3, $4, $5, 0, $6, $7, $8)
