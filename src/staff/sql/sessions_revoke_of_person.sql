UPDATE staff_session
SET revoked_at = $4
WHERE merchant_id = $1 AND staff_id = $2 AND session_id <> $3 AND revoked_at IS NULL
