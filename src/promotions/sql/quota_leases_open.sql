SELECT l.lease_id, l.promotion_id, l.till_id, l.business_day, l.times, l.amount, l.used_times, l.used_amount, l.state,
       l.opened_at, l.deadline, t.name
FROM quota_lease l
JOIN till t ON t.merchant_id = l.merchant_id AND t.till_id = l.till_id
WHERE l.merchant_id = $1 AND l.state = 'open'
ORDER BY l.opened_at, l.lease_id
