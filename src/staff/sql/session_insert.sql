INSERT INTO staff_session (merchant_id, session_hash, session_id, staff_id, till_id, created_at, seen_at, expires_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
