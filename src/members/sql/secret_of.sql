SELECT pin_hash, pin_tries, pin_tried_at, pin_locked_until, code_sealed, code_step, code_use, code_tries,
  code_tried_at, code_locked_until
FROM member_secret
WHERE merchant_id = $1 AND member_id = $2
