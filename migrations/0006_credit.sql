-- Credit accounts 挂账: what a member may owe, in immutable versions. What he owes is the ledger's
-- receivable/<member>.
CREATE TABLE credit_account (
  merchant_id {id} NOT NULL,
  member_id {id} NOT NULL,
  version {i64} NOT NULL,
  state {text} NOT NULL,                  -- 'open' | 'frozen' | 'closed'
  credit_limit {i64} NOT NULL CHECK (credit_limit >= 0),
  terms_days {i64} NOT NULL,              -- a charge is due so many days after its business day
  note {text} NOT NULL,
  changed_at {i64} NOT NULL,
  changed_by {id} NOT NULL,
  PRIMARY KEY (merchant_id, member_id, version)
) {strict};
