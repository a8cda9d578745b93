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

-- Stamps 印花: what a full card of a stamps promotion gives, in immutable versions. Without a row its stamps are
-- left to paper.
CREATE TABLE stamp_programme (
  merchant_id {id} NOT NULL,
  promotion_id {id} NOT NULL,             -- of the kind stamps
  version {i64} NOT NULL,
  definition {text} NOT NULL,             -- JSON StampProgramme
  changed_at {i64} NOT NULL,
  changed_by {id} NOT NULL,
  PRIMARY KEY (merchant_id, promotion_id, version)
) {strict};

-- What a document did to a member's stamps, as its receipt says it. The stamps lie in stamps/<member>/<promotion>.
CREATE TABLE sale_stamps (
  merchant_id {id} NOT NULL,
  sale_id {id} NOT NULL,                  -- or the return's
  promotion_id {id} NOT NULL,
  name {text} NOT NULL,
  given {i64} NOT NULL,                   -- of a return: below zero
  taken_back {i64} NOT NULL,              -- by returns of this sale
  after_it {i64} NOT NULL,                -- on the card; below zero: owed
  full_card {i64} NOT NULL,
  coupons {i64} NOT NULL,                 -- given for full cards; of a return: below zero, taken back
  PRIMARY KEY (merchant_id, sale_id, promotion_id)
) {strict};

-- Full cards that became coupons.
CREATE TABLE stamp_reward (
  merchant_id {id} NOT NULL,
  reward_id {id} NOT NULL,                -- the source of its coupons
  promotion_id {id} NOT NULL,
  member_id {id} NOT NULL,
  stamps {i64} NOT NULL CHECK (stamps > 0),   -- of one card
  cards {i64} NOT NULL CHECK (cards > 0),
  taken_back {i64} NOT NULL CHECK (taken_back >= 0 AND taken_back <= cards),
  given_at {i64} NOT NULL,
  PRIMARY KEY (merchant_id, reward_id)
) {strict};
CREATE INDEX stamp_reward_by_member ON stamp_reward (merchant_id, promotion_id, member_id, given_at);
