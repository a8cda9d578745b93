SELECT coupon_id, batch_id, promotion_id, code, member_id, state, source_id, issued_at, valid_from, valid_until,
       extended, taken_back, returns, version, reservation_id, till_id, deadline, taken_for, sale_id, discount
FROM coupon
WHERE merchant_id = $1 AND member_id = $2 AND state IN ('issued', 'reserved')
UNION ALL
SELECT coupon.coupon_id, coupon.batch_id, coupon.promotion_id, coupon.code, coupon.member_id, coupon.state,
       coupon.source_id, coupon.issued_at, coupon.valid_from, coupon.valid_until, coupon.extended,
       coupon.taken_back, coupon.returns, coupon.version, coupon.reservation_id, coupon.till_id,
       coupon.deadline, coupon.taken_for, coupon.sale_id, coupon.discount
FROM member_alias AS alias
CROSS JOIN coupon
WHERE alias.merchant_id = $1 AND alias.member_id = $2
  AND coupon.merchant_id = alias.merchant_id AND coupon.member_id = alias.alias_id
  AND coupon.state IN ('issued', 'reserved')
ORDER BY valid_until, coupon_id
LIMIT $3
-- Two parts: with OR, SQLite went through the coupons of everybody.
