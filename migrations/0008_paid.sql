-- Paid memberships 付费会员: months of a tier that a member paid for. What is paid for months that are not over
-- is the ledger's prepaid-membership/<member>: the sum of price - recognised - refunded of the member's rows.
CREATE TABLE membership (
  merchant_id {id} NOT NULL,
  membership_id {id} NOT NULL,            -- the operation that sold it
  member_id {id} NOT NULL,
  package_id {id} NOT NULL,
  package_version {i64} NOT NULL,
  tier {text} NOT NULL,
  price {i64} NOT NULL CHECK (price > 0),
  months {i64} NOT NULL CHECK (months > 0),
  tax_rate {i64} NOT NULL,                -- basis points
  till_id {id} NOT NULL,                  -- that sold it: whose revenue it becomes
  sold_on {text} NOT NULL,
  starts_on {text} NOT NULL,
  ends_on {text} NOT NULL,                -- last day; after a refund that of the month that had begun
  recognised_months {i64} NOT NULL CHECK (recognised_months >= 0 AND recognised_months <= months),
  recognised {i64} NOT NULL CHECK (recognised >= 0),
  refunded {i64} NOT NULL CHECK (refunded >= 0 AND recognised + refunded <= price),
  refunded_on {text},
  next_on {text},                         -- when the job has something to do; none: all done
  PRIMARY KEY (merchant_id, membership_id)
) {strict};
CREATE INDEX membership_by_member ON membership (merchant_id, member_id, starts_on);
CREATE INDEX membership_due ON membership (merchant_id, next_on, membership_id);

-- Memberships that a merge of members moved, so that it can be undone.
CREATE TABLE merged_membership (
  merchant_id {id} NOT NULL,
  operation_id {id} NOT NULL,
  membership_id {id} NOT NULL,
  PRIMARY KEY (merchant_id, operation_id, membership_id)
) {strict};
