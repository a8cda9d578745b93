DELETE FROM staff_session
WHERE merchant_id = $1 AND expires_at < $2
