INSERT INTO quota_lease (merchant_id, lease_id, promotion_id, till_id, business_day, times, amount, used_times,
                         used_amount, state, opened_at, deadline)
VALUES ($1, $2, $3, $4, $5, $6, $7, 0, 0, 'open', $8, $9)
