UPDATE waiting_adjustment SET state = $3, decided_by = $4, decided_at = $5
WHERE merchant_id = $1 AND operation_id = $2
