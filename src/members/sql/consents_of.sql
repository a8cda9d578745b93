SELECT operation_id, purpose, version, given, said_at, recorded_at, staff_id, till_id
FROM member_consent
WHERE merchant_id = $1 AND member_id = $2
ORDER BY recorded_at, operation_id
