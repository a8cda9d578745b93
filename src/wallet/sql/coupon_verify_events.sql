SELECT coupon.coupon_id, coupon.version,
       (SELECT count(*) FROM coupon_event AS event
        WHERE event.merchant_id = coupon.merchant_id AND event.coupon_id = coupon.coupon_id)
FROM coupon
WHERE coupon.merchant_id = $1
  AND coupon.version <> (SELECT count(*) FROM coupon_event AS event
                         WHERE event.merchant_id = coupon.merchant_id AND event.coupon_id = coupon.coupon_id)
