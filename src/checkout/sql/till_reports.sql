SELECT till.till_id, till.name,
       (SELECT sale.recorded_at FROM sale
        WHERE sale.merchant_id = till.merchant_id AND sale.till_id = till.till_id
        ORDER BY sale.sequence DESC
        LIMIT 1)
FROM till
WHERE till.merchant_id = $1
ORDER BY till.number, till.till_id
