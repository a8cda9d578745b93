INSERT INTO credit_account (merchant_id, member_id, version, state, credit_limit, terms_days, note, changed_at,
                            changed_by)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
