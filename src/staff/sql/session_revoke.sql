UPDATE staff_session
SET revoked_at = $3
WHERE merchant_id = $1 AND session_id = $2 AND revoked_at IS NULL
