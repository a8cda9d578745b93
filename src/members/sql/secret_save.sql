INSERT INTO member_secret (merchant_id, member_id, pin_hash, pin_tries, pin_tried_at, pin_locked_until, code_sealed,
  code_step, code_use, code_tries, code_tried_at, code_locked_until)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
ON CONFLICT (merchant_id, member_id) DO UPDATE
SET pin_hash = excluded.pin_hash, pin_tries = excluded.pin_tries, pin_tried_at = excluded.pin_tried_at,
  pin_locked_until = excluded.pin_locked_until, code_sealed = excluded.code_sealed, code_step = excluded.code_step,
  code_use = excluded.code_use, code_tries = excluded.code_tries, code_tried_at = excluded.code_tried_at,
  code_locked_until = excluded.code_locked_until
