INSERT INTO household (merchant_id, household_id, opened_at, opened_by)
VALUES ($1, $2, $3, $4)
ON CONFLICT (merchant_id, household_id) DO NOTHING
