INSERT INTO member_event (merchant_id, operation_id, member_id, kind, happened_at, staff_id, till_id, reason,
  other_member_id, content_hash)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
