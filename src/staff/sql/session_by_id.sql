SELECT s.session_id, s.staff_id, p.login, p.name, p.role, p.state, s.till_id, s.created_at, s.expires_at
FROM staff_session s
JOIN staff p ON p.merchant_id = s.merchant_id AND p.staff_id = s.staff_id
WHERE s.merchant_id = $1 AND s.session_id = $2
