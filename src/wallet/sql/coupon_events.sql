SELECT event, happened_at, source_id, till_id, staff_id, member_id, note
FROM coupon_event
WHERE merchant_id = $1 AND coupon_id = $2
ORDER BY event_no
