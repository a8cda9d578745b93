-- Limits of promotions, markdown labels, and what a supplier funds of a discount.

-- How often a limited promotion applied, and what it cost. Per till, so that two tills never write one row. The
-- nil member's rows count everybody; a member's own rows are kept when the promotion has limits per member.
CREATE TABLE promotion_usage (
  merchant_id {id} NOT NULL,
  member_id {id} NOT NULL,                -- nil: everybody
  promotion_id {id} NOT NULL,
  business_day {text} NOT NULL,
  till_id {id} NOT NULL,
  times {i64} NOT NULL,
  amount {i64} NOT NULL,
  PRIMARY KEY (merchant_id, member_id, promotion_id, business_day, till_id)
) {strict};

-- A sale that took more than a limit left: the goods were gone, so it stands, and is shown.
CREATE TABLE promotion_excess (
  merchant_id {id} NOT NULL,
  promotion_id {id} NOT NULL,
  sale_id {id} NOT NULL,
  limit_name {text} NOT NULL,             -- 'per_member' | 'per_member_day' | 'per_day' | 'total' | 'budget'
  over {i64} NOT NULL,                    -- times; of a budget 分
  recorded_at {i64} NOT NULL,
  PRIMARY KEY (merchant_id, promotion_id, sale_id, limit_name)
) {strict};

-- A markdown label 折价码 sells once.
CREATE TABLE markdown_label (
  merchant_id {id} NOT NULL,
  serial {text} NOT NULL,
  sale_id {id} NOT NULL,
  line_no {i64} NOT NULL,
  PRIMARY KEY (merchant_id, serial)
) {strict};

ALTER TABLE sale_discount ADD COLUMN supplier {text};                          -- who funds a part of it
ALTER TABLE sale_discount ADD COLUMN supplier_amount {i64} NOT NULL DEFAULT 0;  -- that part

-- Immutable versions of what decides a price beside goods and promotions: points per yuan and 抹零. Without a
-- row: merchant.points_per_yuan, no rounding.
CREATE TABLE pricing_policy (
  merchant_id {id} NOT NULL,
  version {i64} NOT NULL,                 -- merchant.catalog_version of the change
  policy {text} NOT NULL,                 -- JSON PricingPolicy
  changed_at {i64} NOT NULL,
  changed_by {id} NOT NULL,
  PRIMARY KEY (merchant_id, version)
) {strict};
