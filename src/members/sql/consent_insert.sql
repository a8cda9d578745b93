INSERT INTO member_consent (merchant_id, member_id, operation_id, purpose, version, given, said_at, recorded_at,
  staff_id, till_id)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
