-- Coupons 优惠券: batches, coupons with every step of their life, reservations of tills, transfers.

-- Immutable versions of a batch 券批次.
CREATE TABLE coupon_batch (
  merchant_id {id} NOT NULL,
  batch_id {id} NOT NULL,
  version {i64} NOT NULL,                 -- 1, 2, …
  promotion_id {id} NOT NULL,
  state {text} NOT NULL,                  -- 'draft' | 'active' | 'ended'
  definition {text} NOT NULL,             -- JSON CouponBatchDraft
  changed_at {i64} NOT NULL,
  changed_by {id} NOT NULL,
  PRIMARY KEY (merchant_id, batch_id, version)
) {strict};
CREATE INDEX coupon_batch_by_promotion ON coupon_batch (merchant_id, promotion_id);

-- What limits are compared with. Whoever issues, reserves or frees a coupon touches the batch's row of the nil
-- member: the guard between two.
CREATE TABLE coupon_count (
  merchant_id {id} NOT NULL,
  batch_id {id} NOT NULL,
  member_id {id} NOT NULL,                -- nil: everybody
  issued {i64} NOT NULL,                  -- ever, but for those voided
  taken {i64} NOT NULL,                   -- reserved or used
  PRIMARY KEY (merchant_id, batch_id, member_id)
) {strict};

CREATE TABLE coupon (
  merchant_id {id} NOT NULL,
  coupon_id {id} NOT NULL,
  batch_id {id} NOT NULL,
  promotion_id {id} NOT NULL,
  code {text} NOT NULL,                   -- printed, scanned, typed
  member_id {id},                         -- none: whoever shows the code
  state {text} NOT NULL,                  -- 'issued' | 'reserved' | 'used' | 'expired' | 'voided'
  source_id {id} NOT NULL,                -- the operation or the sale that issued it
  issued_at {i64} NOT NULL,
  valid_from {text} NOT NULL,             -- business days, both inclusive
  valid_until {text} NOT NULL,
  extended {bool} NOT NULL,               -- got more time when it came back from a refund: once
  taken_back {bool} NOT NULL,             -- the goods that earned it came back: it counts as given back
  returns {i64} NOT NULL,                 -- how often it came back
  version {i64} NOT NULL,                 -- number of its last event
  reservation_id {id},
  till_id {id},                           -- that holds or used it
  deadline {i64},                         -- of the reservation
  taken_for {id},                         -- the member whose limit it counts for
  sale_id {id},
  discount {i64} NOT NULL,                -- what it gave in that sale
  PRIMARY KEY (merchant_id, coupon_id),
  UNIQUE (merchant_id, code)
) {strict};
CREATE INDEX coupon_by_member ON coupon (merchant_id, member_id, state);
CREATE INDEX coupon_by_batch ON coupon (merchant_id, batch_id, coupon_id);
CREATE INDEX coupon_by_source ON coupon (merchant_id, source_id);
CREATE INDEX coupon_by_sale ON coupon (merchant_id, sale_id);
CREATE INDEX coupon_by_end ON coupon (merchant_id, state, valid_until, coupon_id);
CREATE INDEX coupon_by_deadline ON coupon (merchant_id, state, deadline);

-- Append only: what happened to a coupon, when, where, by whom.
CREATE TABLE coupon_event (
  merchant_id {id} NOT NULL,
  coupon_id {id} NOT NULL,
  event_no {i64} NOT NULL,                -- from 1
  event {text} NOT NULL,                  -- 'issued' | 'reserved' | 'released' | 'freed' | 'used' | 'returned' | …
  happened_at {i64} NOT NULL,
  source_id {id} NOT NULL,                -- reservation, sale, operation, transfer
  till_id {id},
  staff_id {id},
  member_id {id},                         -- the holder after it
  note {text},
  PRIMARY KEY (merchant_id, coupon_id, event_no)
) {strict};

-- Coupons issued by a person; the id is the client's. Those of a sale need no row: the sale is their source.
CREATE TABLE coupon_issue (
  merchant_id {id} NOT NULL,
  operation_id {id} NOT NULL,
  batch_id {id} NOT NULL,
  member_id {id},
  coupons {i64} NOT NULL,
  content_hash {bytes} NOT NULL,
  issued_at {i64} NOT NULL,
  issued_by {id} NOT NULL,
  note {text},
  PRIMARY KEY (merchant_id, operation_id)
) {strict};

-- A till's hold on a coupon for one basket; the id is the till's.
CREATE TABLE coupon_reservation (
  merchant_id {id} NOT NULL,
  reservation_id {id} NOT NULL,
  coupon_id {id} NOT NULL,
  till_id {id} NOT NULL,
  content_hash {bytes} NOT NULL,
  state {text} NOT NULL,                  -- 'open' | 'released' | 'freed' | 'used'
  reserved_at {i64} NOT NULL,
  deadline {i64} NOT NULL,
  PRIMARY KEY (merchant_id, reservation_id)
) {strict};

-- A coupon passed on by a one-time id: whoever brings the id first gets the coupon, under a new code.
CREATE TABLE coupon_transfer (
  merchant_id {id} NOT NULL,
  transfer_id {id} NOT NULL,
  coupon_id {id} NOT NULL,
  old_code {text} NOT NULL,
  from_member {id},
  to_member {id},                         -- none: not taken yet
  offered_at {i64} NOT NULL,
  expires_at {i64} NOT NULL,
  taken_at {i64},
  PRIMARY KEY (merchant_id, transfer_id)
) {strict};
CREATE INDEX coupon_transfer_code ON coupon_transfer (merchant_id, old_code);

-- A sale used a coupon that was not its to use (freed and used elsewhere, expired, over a limit): the goods were
-- gone, so it stands, and is shown.
CREATE TABLE coupon_excess (
  merchant_id {id} NOT NULL,
  sale_id {id} NOT NULL,
  coupon_id {id} NOT NULL,
  reason {text} NOT NULL,                 -- 'used' | 'expired' | 'voided' | 'not_yet' | 'other_member' | 'limit'
  other_sale_id {id},                     -- that used it first
  recorded_at {i64} NOT NULL,
  PRIMARY KEY (merchant_id, sale_id, coupon_id)
) {strict};
