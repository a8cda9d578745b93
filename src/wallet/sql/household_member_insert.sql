INSERT INTO household_member (merchant_id, member_id, household_id, pool, since, added_by, consent, reason)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
