-- Everything of value: lots with principal and bonus, cards, operations, allowances.

ALTER TABLE lot ADD COLUMN paid {i64} NOT NULL DEFAULT 0;      -- of a stored-value lot's amount: 本金; the rest is bonus
ALTER TABLE lot ADD COLUMN opens_at {i64} NOT NULL DEFAULT 0;  -- not to be spent before: instalments, pending points
ALTER TABLE lot ADD COLUMN renewed {bool} NOT NULL DEFAULT 0;  -- came back after it had expired: once

ALTER TABLE posting ADD COLUMN staff_id {id};  -- who did it, when a person did
ALTER TABLE posting ADD COLUMN note {text};    -- why, in the person's words

-- What a document took from a lot, so that it can come back to where it came from.
CREATE TABLE lot_use (
  merchant_id {id} NOT NULL,
  source_id {id} NOT NULL,                -- the sale or operation that spent it
  lot_id {id} NOT NULL,
  use_no {i64} NOT NULL,                  -- order of spending, from 1
  amount {i64} NOT NULL CHECK (amount > 0),
  returned {i64} NOT NULL CHECK (returned >= 0 AND returned <= amount),
  listed {i64} NOT NULL,                  -- of stored value: what it bought at prices before discounts
  PRIMARY KEY (merchant_id, source_id, lot_id)
) {strict};
CREATE INDEX lot_use_lot ON lot_use (merchant_id, lot_id);

-- What of an account is promised to tills. Whoever spends or promises touches this row: the guard between two.
CREATE TABLE holding (
  merchant_id {id} NOT NULL,
  account {text} NOT NULL,                -- 'points/<member>', 'stored/<card>', 'uses/<card>'
  reserved {i64} NOT NULL CHECK (reserved >= 0),
  version {i64} NOT NULL,
  PRIMARY KEY (merchant_id, account)
) {strict};

-- Value that one till may spend: for one basket with a deadline, or leased for the time without network.
CREATE TABLE allowance (
  merchant_id {id} NOT NULL,
  allowance_id {id} NOT NULL,
  kind {text} NOT NULL,                   -- 'hold' | 'lease'
  account {text} NOT NULL,
  till_id {id} NOT NULL,
  staff_id {id},
  amount {i64} NOT NULL CHECK (amount > 0),
  bonus {i64} NOT NULL,                   -- of the amount, as quoted: earns no points
  spent {i64} NOT NULL CHECK (spent >= 0 AND spent <= amount),
  state {text} NOT NULL,                  -- 'open' | 'closed'
  opened_at {i64} NOT NULL,
  expires_at {i64} NOT NULL,
  closed_at {i64},
  PRIMARY KEY (merchant_id, allowance_id)
) {strict};
CREATE INDEX allowance_by_deadline ON allowance (merchant_id, state, expires_at);
CREATE INDEX allowance_by_account ON allowance (merchant_id, account, state);
CREATE INDEX allowance_by_till ON allowance (merchant_id, till_id, state);

CREATE TABLE card (
  merchant_id {id} NOT NULL,
  card_id {id} NOT NULL,
  kind {text} NOT NULL,                   -- 'stored' 储值 | 'gift' 礼品卡 | 'count' 次卡
  number {text} NOT NULL,                 -- 卡号
  member_id {id},                         -- none: bearer card 不记名
  state {text} NOT NULL,                  -- 'active' | 'frozen' | 'lost' | 'closed'
  package_id {id},                        -- a count card's
  shops {text} NOT NULL,                  -- JSON list of shop ids; empty: everywhere
  expires_on {text},                      -- bearer cards at least three years; none: never
  opened_at {i64} NOT NULL,
  package_version {i64},                  -- of that package
  secret_hash {bytes},                    -- of a gift card's code
  PRIMARY KEY (merchant_id, card_id),
  UNIQUE (merchant_id, number)
) {strict};
CREATE INDEX card_by_member ON card (merchant_id, member_id, opened_at);

-- Immutable versions of recharge packages, count cards and gift cards on sale.
CREATE TABLE value_package (
  merchant_id {id} NOT NULL,
  package_id {id} NOT NULL,
  version {i64} NOT NULL,
  definition {text} NOT NULL,             -- JSON Package
  changed_at {i64} NOT NULL,
  changed_by {id} NOT NULL,
  PRIMARY KEY (merchant_id, package_id, version)
) {strict};

-- Immutable versions of the rules of value: points, tiers, stored value, leases.
CREATE TABLE value_policy (
  merchant_id {id} NOT NULL,
  version {i64} NOT NULL,
  policy {text} NOT NULL,                 -- JSON ValuePolicy
  changed_at {i64} NOT NULL,
  changed_by {id} NOT NULL,
  PRIMARY KEY (merchant_id, version)
) {strict};

-- A document for all that moves value and is no sale: recharge, cash-out, adjustment, transfer, use, donation, …
CREATE TABLE value_operation (
  merchant_id {id} NOT NULL,
  operation_id {id} NOT NULL,             -- made by who asked: the same id answers the same reply
  kind {text} NOT NULL,
  account {text} NOT NULL,                -- whose value moved first of all
  member_id {id},
  card_id {id},
  shop_id {id},
  till_id {id},
  staff_id {id},
  approved_by {id},                       -- the second person
  business_day {text} NOT NULL,
  happened_at {i64} NOT NULL,
  recorded_at {i64} NOT NULL,
  cash {i64} NOT NULL,                    -- into the drawer; negative: out of it
  content_hash {bytes} NOT NULL,
  request {text} NOT NULL,                -- JSON
  reply {text} NOT NULL,                  -- JSON
  undone_by {id},                         -- the operation that took it back
  PRIMARY KEY (merchant_id, operation_id)
) {strict};
CREATE INDEX value_operation_by_day ON value_operation (merchant_id, business_day);
CREATE INDEX value_operation_by_account ON value_operation (merchant_id, account, recorded_at);
CREATE INDEX value_operation_by_member ON value_operation (merchant_id, member_id, recorded_at);

-- An adjustment above what one person may do alone waits here for a second one.
CREATE TABLE waiting_adjustment (
  merchant_id {id} NOT NULL,
  operation_id {id} NOT NULL,
  state {text} NOT NULL,                  -- 'waiting' | 'done' | 'refused'
  request {text} NOT NULL,                -- JSON AdjustRequest
  asked_by {id} NOT NULL,
  asked_at {i64} NOT NULL,
  decided_by {id},
  decided_at {i64},
  PRIMARY KEY (merchant_id, operation_id)
) {strict};

-- Notices that points will expire: no lot expires without one.
CREATE TABLE expiry_notice (
  merchant_id {id} NOT NULL,
  lot_id {id} NOT NULL,
  days_before {i64} NOT NULL,             -- 30 or 7
  noticed_on {text} NOT NULL,
  PRIMARY KEY (merchant_id, lot_id, days_before)
) {strict};
CREATE INDEX lot_by_expiry ON lot (merchant_id, expires_on, lot_id);

-- How far a batch job has come, so that it goes on where it stopped.
CREATE TABLE value_job (
  merchant_id {id} NOT NULL,
  job {text} NOT NULL,                    -- 'expiry' | 'notices' | 'tiers' | …
  run_on {text} NOT NULL,                 -- the day it is for
  cursor {text} NOT NULL,
  done {i64} NOT NULL,                    -- rows so far
  state {text} NOT NULL,                  -- 'running' | 'finished'
  started_at {i64} NOT NULL,
  changed_at {i64} NOT NULL,
  PRIMARY KEY (merchant_id, job, run_on)
) {strict};

-- The tier a member had, since when and why: a till that was offline still priced with the one it knew.
CREATE TABLE member_tier (
  merchant_id {id} NOT NULL,
  member_id {id} NOT NULL,
  since {i64} NOT NULL,
  tier {text} NOT NULL,
  reason {text} NOT NULL,                 -- 'growth' | 'recharge' | 'package' | 'review' | 'person'
  kept_until {text},                      -- not taken away before
  PRIMARY KEY (merchant_id, member_id, since)
) {strict};

ALTER TABLE tender ADD COLUMN card_id {id};
ALTER TABLE tender ADD COLUMN allowance_id {id};
ALTER TABLE tender ADD COLUMN principal {i64} NOT NULL DEFAULT 0;
ALTER TABLE tender ADD COLUMN bonus {i64} NOT NULL DEFAULT 0;
ALTER TABLE tender ADD COLUMN shortage {i64} NOT NULL DEFAULT 0;  -- promised by an allowance, gone when the sale came
ALTER TABLE sale ADD COLUMN points_spent {i64} NOT NULL DEFAULT 0;  -- a return: given back
ALTER TABLE sale ADD COLUMN growth {i64} NOT NULL DEFAULT 0;        -- a return: taken back

-- What a merge of two members moved, so that it can be undone.
CREATE TABLE merged_lot (
  merchant_id {id} NOT NULL,
  operation_id {id} NOT NULL,
  lot_id {id} NOT NULL,
  PRIMARY KEY (merchant_id, operation_id, lot_id)
) {strict};
CREATE TABLE merged_card (
  merchant_id {id} NOT NULL,
  operation_id {id} NOT NULL,
  card_id {id} NOT NULL,
  PRIMARY KEY (merchant_id, operation_id, card_id)
) {strict};
CREATE TABLE merged_balance (
  merchant_id {id} NOT NULL,
  operation_id {id} NOT NULL,
  account {text} NOT NULL,                -- that was emptied
  amount {i64} NOT NULL,                  -- what its holder had; below zero: owed
  PRIMARY KEY (merchant_id, operation_id, account)
) {strict};
