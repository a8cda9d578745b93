SELECT l.lease_id, l.promotion_id, l.till_id, l.business_day, l.times, l.amount, l.used_times, l.used_amount, l.state,
       l.opened_at, l.deadline
FROM quota_lease l
WHERE l.merchant_id = $1 AND l.lease_id = $2
