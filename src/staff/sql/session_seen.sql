UPDATE staff_session
SET seen_at = $3
WHERE merchant_id = $1 AND session_id = $2 AND seen_at < $3
