-- A member's life: proofs of spending, tags, consent, history, merges. No column here holds personal data in clear.

ALTER TABLE member ADD COLUMN tags {text} NOT NULL DEFAULT '';         -- 标签, sorted, a line each
ALTER TABLE member ADD COLUMN marketing {bool} NOT NULL DEFAULT 0;     -- 营销同意: as of the last word in member_consent

-- An alias leads to member_id now; home_id is the member it was made for. They differ while that one is merged away.
ALTER TABLE member_alias ADD COLUMN home_id {id};
UPDATE member_alias SET home_id = member_id;
CREATE INDEX member_alias_by_member ON member_alias (merchant_id, member_id, alias_id);

-- What proves that the member himself spends, and how often somebody tried in vain.
CREATE TABLE member_secret (
  merchant_id {id} NOT NULL,
  member_id {id} NOT NULL,
  pin_hash {text},                        -- 支付密码: Argon2id, PHC string; none: not set
  pin_tries {i64} NOT NULL,
  pin_tried_at {i64} NOT NULL,
  pin_locked_until {i64} NOT NULL,
  code_sealed {bytes},                    -- key of the member's code 动态会员码: AEAD
  code_step {i64} NOT NULL,               -- the last 30 seconds that were spent
  code_use {id},                          -- for what: the same use may be sent again
  code_tries {i64} NOT NULL,
  code_tried_at {i64} NOT NULL,
  code_locked_until {i64} NOT NULL,
  PRIMARY KEY (merchant_id, member_id)
) {strict};

-- Append only: who did what to a member, when and why. The reason is refused when it holds a long number, and
-- goes when the member is closed.
CREATE TABLE member_event (
  merchant_id {id} NOT NULL,
  operation_id {id} NOT NULL,             -- made by who asked; of a registration the member's own id
  member_id {id} NOT NULL,
  kind {text} NOT NULL,
  happened_at {i64} NOT NULL,
  staff_id {id},
  till_id {id},
  reason {text} NOT NULL,
  other_member_id {id},                   -- the other one of a merge
  content_hash {bytes},                   -- the same operation with other content is refused; never over a PIN
  PRIMARY KEY (merchant_id, operation_id, member_id, kind)
) {strict};
CREATE INDEX member_event_by_member ON member_event (merchant_id, member_id, happened_at, operation_id, kind);

-- Which tags a member had when: a till that was offline used older ones.
CREATE TABLE member_tags (
  merchant_id {id} NOT NULL,
  member_id {id} NOT NULL,
  version {i64} NOT NULL,                 -- of the member
  tags {text} NOT NULL,
  since {i64} NOT NULL,
  PRIMARY KEY (merchant_id, member_id, version)
) {strict};

-- 同意记录: given and withdrawn, each with the version of the text (PIPL 14, 15).
CREATE TABLE member_consent (
  merchant_id {id} NOT NULL,
  member_id {id} NOT NULL,
  operation_id {id} NOT NULL,
  purpose {text} NOT NULL,                -- 'membership' | 'marketing'
  version {text} NOT NULL,
  given {bool} NOT NULL,
  said_at {i64} NOT NULL,                 -- the clock of where it was said
  recorded_at {i64} NOT NULL,
  staff_id {id},
  till_id {id},
  PRIMARY KEY (merchant_id, member_id, operation_id)
) {strict};

CREATE TABLE member_merge (
  merchant_id {id} NOT NULL,
  operation_id {id} NOT NULL,
  loser_id {id} NOT NULL,
  winner_id {id} NOT NULL,
  merged_at {i64} NOT NULL,
  undone_at {i64},
  PRIMARY KEY (merchant_id, operation_id)
) {strict};

INSERT INTO member_consent (merchant_id, member_id, operation_id, purpose, version, given, said_at, recorded_at, staff_id)
SELECT merchant_id, member_id, member_id, 'membership', consent_version, 1, consent_at, registered_at, registered_by
FROM member;
INSERT INTO member_event (merchant_id, operation_id, member_id, kind, happened_at, staff_id, reason)
SELECT merchant_id, member_id, member_id, 'registered', registered_at, registered_by, ''
FROM member;
