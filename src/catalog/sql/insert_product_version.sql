INSERT INTO product_version (merchant_id, product_id, version, name, category_id, unit_kind, price, member_price,
                             cost, tax_rate, discountable, state, unit_name)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
