SELECT s.session_id, s.staff_id, s.till_id, s.seen_at, s.expires_at, s.revoked_at, p.role, p.state,
  (SELECT shop_id FROM shop WHERE merchant_id = $1 ORDER BY shop_id LIMIT 1)
FROM staff_session s
JOIN staff p ON p.merchant_id = s.merchant_id AND p.staff_id = s.staff_id
WHERE s.merchant_id = $1 AND s.session_hash = $2
