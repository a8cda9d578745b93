-- Quotas 限量额度: uses of limited promotions that one till may give without the network.

-- Immutable versions of what the owner lets each till keep of a promotion. Without a row, or with nothing in it: none.
CREATE TABLE promotion_quota (
  merchant_id {id} NOT NULL,
  promotion_id {id} NOT NULL,
  version {i64} NOT NULL,                 -- 1, 2, …
  quota {text} NOT NULL,                  -- JSON OfflineQuota
  changed_at {i64} NOT NULL,
  changed_by {id} NOT NULL,
  PRIMARY KEY (merchant_id, promotion_id, version)
) {strict};

-- Whoever leases touches the promotion's row: the guard between two.
CREATE TABLE quota_guard (
  merchant_id {id} NOT NULL,
  promotion_id {id} NOT NULL,
  leases {i64} NOT NULL,                  -- how many there ever were
  PRIMARY KEY (merchant_id, promotion_id)
) {strict};

-- What a till may use of a promotion; it counts as used for everybody else. Ended by its till, which has delivered
-- all sales that used it by then, or by a person who gives the till up. Never by a clock.
CREATE TABLE quota_lease (
  merchant_id {id} NOT NULL,
  lease_id {id} NOT NULL,
  promotion_id {id} NOT NULL,
  till_id {id} NOT NULL,
  business_day {text} NOT NULL,           -- of the limit per day that it counts for
  times {i64} NOT NULL CHECK (times >= 0),
  amount {i64} NOT NULL CHECK (amount >= 0),                     -- of the budget, 分
  used_times {i64} NOT NULL CHECK (used_times >= 0 AND used_times <= times),  -- by sales that are here
  used_amount {i64} NOT NULL CHECK (used_amount >= 0 AND used_amount <= amount),
  state {text} NOT NULL,                  -- 'open' | 'ended'
  opened_at {i64} NOT NULL,
  deadline {i64} NOT NULL,                -- its till stops before, by its own clock
  ended_at {i64},
  ended_by {id},                          -- the person who gave the till up; none: the till itself
  reason {text},
  PRIMARY KEY (merchant_id, lease_id)
) {strict};
CREATE INDEX quota_lease_open ON quota_lease (merchant_id, state, promotion_id);
