-- Coupons in large batches: what came back and what was given is counted with the limits, a batch's coupons are
-- listed by state without reading the others, and those of one sale are found in order (without the last column SQLite
-- went through all coupons of the merchant to have them sorted).
ALTER TABLE coupon_count ADD COLUMN returned {i64} NOT NULL DEFAULT 0;  -- of the nil member: how often coupons came back
ALTER TABLE coupon_count ADD COLUMN given {i64} NOT NULL DEFAULT 0;     -- of the nil member: what used ones took off
UPDATE coupon_count
SET returned = (SELECT COALESCE(CAST(sum(coupon.returns) AS BIGINT), 0) FROM coupon
                WHERE coupon.merchant_id = coupon_count.merchant_id AND coupon.batch_id = coupon_count.batch_id),
    given = (SELECT COALESCE(CAST(sum(coupon.discount) AS BIGINT), 0) FROM coupon
             WHERE coupon.merchant_id = coupon_count.merchant_id AND coupon.batch_id = coupon_count.batch_id)
WHERE NOT EXISTS (SELECT 1 FROM coupon_count AS lower
                  WHERE lower.merchant_id = coupon_count.merchant_id AND lower.batch_id = coupon_count.batch_id
                    AND lower.member_id < coupon_count.member_id);  -- the nil member's row: each batch has it
CREATE INDEX coupon_by_batch_state ON coupon (merchant_id, batch_id, state, coupon_id);
DROP INDEX coupon_by_source;
CREATE INDEX coupon_by_source ON coupon (merchant_id, source_id, coupon_id);
DROP INDEX coupon_by_sale;
CREATE INDEX coupon_by_sale ON coupon (merchant_id, sale_id, coupon_id);
-- Who gave a lost till up, and why.
ALTER TABLE allowance ADD COLUMN ended_by {id};
ALTER TABLE allowance ADD COLUMN end_reason {text};
