SELECT counted.batch_id, counted.member_id, counted.taken,
       (SELECT count(*) FROM coupon
        WHERE coupon.merchant_id = counted.merchant_id AND coupon.batch_id = counted.batch_id
          AND coupon.taken_for = counted.member_id AND coupon.state IN ('reserved', 'used')),
       counted.issued,
       (SELECT count(*) FROM coupon
        WHERE coupon.merchant_id = counted.merchant_id AND coupon.batch_id = counted.batch_id
          AND coupon.member_id = counted.member_id AND coupon.state <> 'voided')
FROM coupon_count AS counted
WHERE counted.merchant_id = $1 AND counted.member_id <> $2
