INSERT INTO category (merchant_id, category_id, parent_id, name, sort_order, version)
VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (merchant_id, category_id) DO UPDATE
SET parent_id = excluded.parent_id, name = excluded.name, sort_order = excluded.sort_order,
    version = excluded.version
