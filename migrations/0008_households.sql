-- Households 家庭: members who share their points. Pending points need no table: a lot opens at its instant.

CREATE TABLE household (
  merchant_id {id} NOT NULL,
  household_id {id} NOT NULL,             -- stands for a member in the account of the pool
  opened_at {i64} NOT NULL,
  opened_by {id},
  PRIMARY KEY (merchant_id, household_id)
) {strict};

-- Who is in one now; who was is in value_operation. At most one household a member.
CREATE TABLE household_member (
  merchant_id {id} NOT NULL,
  member_id {id} NOT NULL,
  household_id {id} NOT NULL,
  pool {text} NOT NULL,                   -- 'points/<household>': read with a sale, without another look-up
  since {i64} NOT NULL,
  added_by {id},
  consent {text} NOT NULL,                -- 'proven' by PIN or code | 'noted' by the person who added him
  reason {text} NOT NULL,
  PRIMARY KEY (merchant_id, member_id)
) {strict};
CREATE INDEX household_member_by_household ON household_member (merchant_id, household_id, since);

ALTER TABLE lot ADD COLUMN earner {id};           -- whose it is in an account that several share
ALTER TABLE allowance ADD COLUMN asked_for {id};  -- the member for whom a till asked

-- Pending lots by the instant at which they open.
CREATE INDEX lot_by_opening ON lot (merchant_id, opens_at, lot_id);
