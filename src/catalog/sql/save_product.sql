INSERT INTO product (merchant_id, product_id, version, code, name, spec, category_id, unit_kind, unit_name, price,
                     member_price, cost, tax_rate, discountable, state, search_key, changed_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
ON CONFLICT (merchant_id, product_id) DO UPDATE
SET version = excluded.version, code = excluded.code, name = excluded.name, spec = excluded.spec,
    category_id = excluded.category_id, unit_kind = excluded.unit_kind, unit_name = excluded.unit_name,
    price = excluded.price, member_price = excluded.member_price, cost = excluded.cost,
    tax_rate = excluded.tax_rate, discountable = excluded.discountable, state = excluded.state,
    search_key = excluded.search_key, changed_at = excluded.changed_at
