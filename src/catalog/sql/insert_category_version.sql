INSERT INTO category_version (merchant_id, category_id, version, parent_id)
VALUES ($1, $2, $3, $4)
