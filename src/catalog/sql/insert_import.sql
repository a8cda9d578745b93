INSERT INTO catalog_import (merchant_id, import_id, content_hash, report, imported_at, imported_by)
VALUES ($1, $2, $3, $4, $5, $6)
