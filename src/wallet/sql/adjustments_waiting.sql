SELECT waiting.operation_id, waiting.state, waiting.request, waiting.asked_by, waiting.asked_at, asker.name,
       decider.name
FROM waiting_adjustment AS waiting
LEFT JOIN staff AS asker ON asker.merchant_id = waiting.merchant_id AND asker.staff_id = waiting.asked_by
LEFT JOIN staff AS decider ON decider.merchant_id = waiting.merchant_id AND decider.staff_id = waiting.decided_by
WHERE waiting.merchant_id = $1 AND waiting.state = 'waiting'
ORDER BY waiting.asked_at, waiting.operation_id
