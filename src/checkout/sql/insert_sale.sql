INSERT INTO sale (merchant_id, sale_id, kind, original_sale_id, shop_id, till_id, staff_id, member_id, number,
                  sequence, business_day, sold_at, recorded_at, catalog_version, gross, discount, payable, tax,
                  points, content_hash, price, frozen, points_spent, growth, returns)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24,
        0)
