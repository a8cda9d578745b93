INSERT INTO card (merchant_id, card_id, kind, number, member_id, state, package_id, package_version, shops,
                  expires_on, opened_at, secret_hash)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
