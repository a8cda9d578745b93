-- The first shop: merchant, shop, tills, staff, catalogue, members, promotions, sales, stock, ledger.
-- Macros: {i64} whole number, {text} text, {bool} 0/1 number, {bytes} bytes, {id} 16-byte id, {strict} table option.
-- Instants are UTC milliseconds, money 分, quantities thousandths, percents basis points, days 'YYYY-MM-DD'.

CREATE TABLE merchant (
  merchant_id {id} NOT NULL PRIMARY KEY,
  name {text} NOT NULL,
  time_zone {text} NOT NULL,              -- 'Asia/Shanghai'
  day_cutoff_minutes {i64} NOT NULL,      -- 营业日切: minutes after midnight
  catalog_version {i64} NOT NULL,         -- rises with each change of a product, category, promotion or rule
  member_version {i64} NOT NULL,          -- rises with each change of a member's till facts
  next_member_number {i64} NOT NULL,
  points_per_yuan {i64} NOT NULL,         -- 1 yuan = n points
  points_valid_months {i64} NOT NULL,     -- end of the calendar month + n
  created_at {i64} NOT NULL
) {strict};

CREATE TABLE shop (
  merchant_id {id} NOT NULL,
  shop_id {id} NOT NULL,
  name {text} NOT NULL,
  address {text} NOT NULL,
  phone {text} NOT NULL,
  PRIMARY KEY (merchant_id, shop_id)
) {strict};

CREATE TABLE till (
  merchant_id {id} NOT NULL,
  till_id {id} NOT NULL,
  shop_id {id} NOT NULL,
  name {text} NOT NULL,
  number {i64} NOT NULL,                  -- 1, 2, …: stands in the receipt number
  secret_hash {bytes} NOT NULL,           -- of the device's token
  state {text} NOT NULL,                  -- 'enrolled' | 'revoked'
  enrolled_at {i64} NOT NULL,
  enrolled_by {id} NOT NULL,
  PRIMARY KEY (merchant_id, till_id),
  UNIQUE (merchant_id, shop_id, number)
) {strict};

CREATE TABLE staff (
  merchant_id {id} NOT NULL,
  staff_id {id} NOT NULL,
  login {text} NOT NULL,
  name {text} NOT NULL,
  password_hash {text} NOT NULL,          -- Argon2id, PHC string
  role {text} NOT NULL,                   -- 'cashier' | 'manager' | 'owner'
  state {text} NOT NULL,                  -- 'active' | 'left'
  PRIMARY KEY (merchant_id, staff_id),
  UNIQUE (merchant_id, login)
) {strict};

CREATE TABLE staff_session (
  merchant_id {id} NOT NULL,
  session_hash {bytes} NOT NULL,          -- BLAKE2b of the bearer token
  session_id {id} NOT NULL,
  staff_id {id} NOT NULL,
  till_id {id},
  created_at {i64} NOT NULL,
  seen_at {i64} NOT NULL,                 -- last request, to within ten minutes: idle sessions end
  expires_at {i64} NOT NULL,
  revoked_at {i64},
  PRIMARY KEY (merchant_id, session_hash),
  UNIQUE (merchant_id, session_id)
) {strict};
CREATE INDEX staff_session_staff ON staff_session (merchant_id, staff_id);

CREATE TABLE login_failure (
  merchant_id {id} NOT NULL,
  login {text} NOT NULL,
  failures {i64} NOT NULL,
  first_at {i64} NOT NULL,
  locked_until {i64} NOT NULL,
  PRIMARY KEY (merchant_id, login)
) {strict};

CREATE TABLE category (
  merchant_id {id} NOT NULL,
  category_id {id} NOT NULL,
  parent_id {id},
  name {text} NOT NULL,
  sort_order {i64} NOT NULL,
  version {i64} NOT NULL,
  PRIMARY KEY (merchant_id, category_id)
) {strict};
CREATE INDEX category_by_version ON category (merchant_id, version);

-- Immutable: where a category hung as of a catalogue version, so that an old basket is priced as it was shown.
CREATE TABLE category_version (
  merchant_id {id} NOT NULL,
  category_id {id} NOT NULL,
  version {i64} NOT NULL,
  parent_id {id},
  PRIMARY KEY (merchant_id, category_id, version)
) {strict};
CREATE INDEX category_version_by_version ON category_version (merchant_id, version);

-- The product as it is now. What a sale is priced with stands in product_version.
CREATE TABLE product (
  merchant_id {id} NOT NULL,
  product_id {id} NOT NULL,
  version {i64} NOT NULL,                 -- merchant.catalog_version of its last change
  code {text} NOT NULL,                   -- 货号; for weighed goods the PLU on the scale
  name {text} NOT NULL,
  spec {text} NOT NULL,                   -- 规格: '500ml', '散装'
  category_id {id} NOT NULL,
  unit_kind {text} NOT NULL,              -- 'piece' | 'weight' (kilogram)
  unit_name {text} NOT NULL,              -- '瓶', '袋', 'kg'
  price {i64} NOT NULL CHECK (price >= 0),
  member_price {i64} CHECK (member_price >= 0),
  cost {i64} NOT NULL CHECK (cost >= 0),
  tax_rate {i64} NOT NULL CHECK (tax_rate BETWEEN 0 AND 10000),
  discountable {bool} NOT NULL,           -- false: 烟, 预付卡 and the like stay out of promotions
  state {text} NOT NULL,                  -- 'active' | 'retired'
  search_key {text} NOT NULL,             -- folded name, code, pinyin initials and full pinyin (all readings)
  changed_at {i64} NOT NULL,
  PRIMARY KEY (merchant_id, product_id),
  UNIQUE (merchant_id, code)
) {strict};
CREATE INDEX product_by_version ON product (merchant_id, version);
CREATE INDEX product_by_category ON product (merchant_id, category_id, name);

-- Immutable: the facts that decide a price, as of a catalogue version. A sale stores its version.
CREATE TABLE product_version (
  merchant_id {id} NOT NULL,
  product_id {id} NOT NULL,
  version {i64} NOT NULL,
  name {text} NOT NULL,
  category_id {id} NOT NULL,
  unit_kind {text} NOT NULL,
  price {i64} NOT NULL,
  member_price {i64},
  cost {i64} NOT NULL,
  tax_rate {i64} NOT NULL,
  discountable {bool} NOT NULL,
  state {text} NOT NULL,
  unit_name {text} NOT NULL,              -- stands on the receipt
  PRIMARY KEY (merchant_id, product_id, version)
) {strict};
CREATE INDEX product_version_by_version ON product_version (merchant_id, version);

CREATE TABLE barcode (
  merchant_id {id} NOT NULL,
  barcode {text} NOT NULL,
  product_id {id} NOT NULL,
  quantity {i64} NOT NULL,                -- thousandths in one scan: 1000, a case of twelve 12000
  PRIMARY KEY (merchant_id, barcode)
) {strict};
CREATE INDEX barcode_product ON barcode (merchant_id, product_id, barcode);  -- in order: else SQLite scans all

CREATE TABLE catalog_import (
  merchant_id {id} NOT NULL,
  import_id {id} NOT NULL,
  content_hash {bytes} NOT NULL,
  report {text} NOT NULL,                 -- JSON ImportReport
  imported_at {i64} NOT NULL,
  imported_by {id} NOT NULL,
  PRIMARY KEY (merchant_id, import_id)
) {strict};

-- Immutable versions; the current one of a promotion is the one with the highest version.
CREATE TABLE promotion_version (
  merchant_id {id} NOT NULL,
  promotion_id {id} NOT NULL,
  version {i64} NOT NULL,
  kind {text} NOT NULL,
  definition {text} NOT NULL,             -- JSON Promotion
  state {text} NOT NULL,                  -- 'draft' | 'active' | 'ended'
  changed_at {i64} NOT NULL,
  changed_by {id} NOT NULL,
  PRIMARY KEY (merchant_id, promotion_id, version)
) {strict};
CREATE INDEX promotion_by_version ON promotion_version (merchant_id, version);

CREATE TABLE member (
  merchant_id {id} NOT NULL,
  member_id {id} NOT NULL,
  number {text} NOT NULL,                 -- 会员号, made automatically
  phone_sealed {bytes} NOT NULL,          -- personal: AEAD
  phone_index {bytes} NOT NULL,           -- keyed hash of the phone: equality only
  last4_index {bytes} NOT NULL,           -- keyed hash of the last four digits, truncated
  name_sealed {bytes},                    -- personal: AEAD
  birthday_sealed {bytes},                -- personal: AEAD
  tier {text} NOT NULL,
  state {text} NOT NULL,                  -- 'active' | 'frozen' | 'closed'
  consent_version {text} NOT NULL,
  consent_at {i64} NOT NULL,
  registered_at {i64} NOT NULL,
  registered_by {id},
  version {i64} NOT NULL,
  PRIMARY KEY (merchant_id, member_id),
  UNIQUE (merchant_id, number),
  UNIQUE (merchant_id, phone_index)
) {strict};
CREATE INDEX member_last4 ON member (merchant_id, last4_index, number);
CREATE INDEX member_by_version ON member (merchant_id, version);

-- A till that was offline may have registered a phone that was already a member: its id leads to the member.
CREATE TABLE member_alias (
  merchant_id {id} NOT NULL,
  alias_id {id} NOT NULL,
  member_id {id} NOT NULL,
  created_at {i64} NOT NULL,
  PRIMARY KEY (merchant_id, alias_id)
) {strict};

-- A sale document: a sale or a return. Immutable once stored, but for the count of its returns.
CREATE TABLE sale (
  merchant_id {id} NOT NULL,
  sale_id {id} NOT NULL,
  kind {text} NOT NULL,                   -- 'sale' | 'return'
  original_sale_id {id},
  shop_id {id} NOT NULL,
  till_id {id} NOT NULL,
  staff_id {id} NOT NULL,
  member_id {id},
  number {text} NOT NULL,                 -- receipt number 小票流水号
  sequence {i64} NOT NULL,                -- of the till's journal
  business_day {text} NOT NULL,
  sold_at {i64} NOT NULL,                 -- till's clock
  recorded_at {i64} NOT NULL,             -- server's clock
  catalog_version {i64} NOT NULL,
  gross {i64} NOT NULL,                   -- a return's amounts are positive: kind tells the direction
  discount {i64} NOT NULL,
  payable {i64} NOT NULL,
  tax {i64} NOT NULL,
  points {i64} NOT NULL,
  content_hash {bytes} NOT NULL,          -- of the request: the same id with other content is refused
  price {text} NOT NULL,                  -- JSON PricedBasket or RefundPlan: the frozen explanation
  frozen {text} NOT NULL,                 -- JSON FrozenFacts: names as printed, facts that decided the price
  returns {i64} NOT NULL,                 -- returns of this sale so far: the guard between two tills
  PRIMARY KEY (merchant_id, sale_id),
  UNIQUE (merchant_id, till_id, sequence)
) {strict};
CREATE INDEX sale_by_day ON sale (merchant_id, business_day, recorded_at, sale_id);
CREATE INDEX sale_by_number ON sale (merchant_id, number, till_id);
CREATE INDEX sale_by_member ON sale (merchant_id, member_id, sold_at);
CREATE INDEX sale_by_original ON sale (merchant_id, original_sale_id);

CREATE TABLE sale_line (
  merchant_id {id} NOT NULL,
  sale_id {id} NOT NULL,
  line_no {i64} NOT NULL,                 -- a return's line keeps the number of the line that it returns
  product_id {id} NOT NULL,
  name {text} NOT NULL,
  unit_name {text} NOT NULL,
  barcode {text},                         -- as scanned
  quantity {i64} NOT NULL CHECK (quantity > 0),
  by_weight {bool} NOT NULL,
  label_amount {i64},                     -- printed by a scale
  unit_price {i64} NOT NULL,
  gross {i64} NOT NULL,
  discount {i64} NOT NULL,
  net {i64} NOT NULL CHECK (net >= 0),
  tax_rate {i64} NOT NULL,
  tax {i64} NOT NULL,
  cost {i64} NOT NULL,                    -- of the whole line, frozen for margin
  PRIMARY KEY (merchant_id, sale_id, line_no),
  CHECK (net = gross - discount)
) {strict};
CREATE INDEX sale_line_product ON sale_line (merchant_id, product_id);

CREATE TABLE sale_discount (
  merchant_id {id} NOT NULL,
  sale_id {id} NOT NULL,
  line_no {i64} NOT NULL,
  promotion_id {id} NOT NULL,
  amount {i64} NOT NULL,
  PRIMARY KEY (merchant_id, sale_id, line_no, promotion_id)
) {strict};

CREATE TABLE tender (
  merchant_id {id} NOT NULL,
  sale_id {id} NOT NULL,
  tender_no {i64} NOT NULL,
  kind {text} NOT NULL,                   -- 'cash'
  amount {i64} NOT NULL CHECK (amount >= 0),   -- what it pays of the bill (or of the refund)
  tendered {i64} NOT NULL,                -- what the customer handed over
  change_given {i64} NOT NULL,            -- 找零
  PRIMARY KEY (merchant_id, sale_id, tender_no)
) {strict};

CREATE TABLE stock_level (
  merchant_id {id} NOT NULL,
  shop_id {id} NOT NULL,
  product_id {id} NOT NULL,
  quantity {i64} NOT NULL,                -- may be negative: a sale is never blocked by book stock
  PRIMARY KEY (merchant_id, shop_id, product_id)
) {strict};

CREATE TABLE stock_move (
  merchant_id {id} NOT NULL,
  source_id {id} NOT NULL,                -- the sale, the opening import, …
  line_no {i64} NOT NULL,
  shop_id {id} NOT NULL,
  product_id {id} NOT NULL,
  reason {text} NOT NULL,                 -- 'opening' | 'sale' | 'return'
  quantity {i64} NOT NULL,                -- signed: a sale is negative
  moved_at {i64} NOT NULL,
  PRIMARY KEY (merchant_id, source_id, line_no)
) {strict};
CREATE INDEX stock_move_product ON stock_move (merchant_id, product_id);

-- The ledger knows no member and no sale: accounts are text paths, a posting names its source by id.
-- Per posting and currency the entries add up to zero. Append only.
CREATE TABLE posting (
  merchant_id {id} NOT NULL,
  posting_id {id} NOT NULL,
  reason {text} NOT NULL,                 -- 'sale' | 'return' | …
  source_id {id} NOT NULL,
  business_day {text} NOT NULL,
  effective_at {i64} NOT NULL,
  recorded_at {i64} NOT NULL,
  PRIMARY KEY (merchant_id, posting_id),
  UNIQUE (merchant_id, source_id, reason)
) {strict};
CREATE INDEX posting_by_day ON posting (merchant_id, business_day);

CREATE TABLE entry (
  merchant_id {id} NOT NULL,
  posting_id {id} NOT NULL,
  entry_no {i64} NOT NULL,
  account {text} NOT NULL,
  currency {text} NOT NULL,               -- 'CNY' | 'PTS'
  amount {i64} NOT NULL,                  -- debit positive, credit negative
  PRIMARY KEY (merchant_id, posting_id, entry_no)
) {strict};
CREATE INDEX entry_by_account ON entry (merchant_id, account, posting_id);

CREATE TABLE balance (
  merchant_id {id} NOT NULL,
  account {text} NOT NULL,
  currency {text} NOT NULL,
  amount {i64} NOT NULL,
  PRIMARY KEY (merchant_id, account, currency)
) {strict};

CREATE TABLE lot (
  merchant_id {id} NOT NULL,
  lot_id {id} NOT NULL,
  account {text} NOT NULL,
  currency {text} NOT NULL,
  source_id {id} NOT NULL,                -- the sale that earned it
  amount {i64} NOT NULL CHECK (amount > 0),
  remaining {i64} NOT NULL CHECK (remaining >= 0 AND remaining <= amount),
  earned_at {i64} NOT NULL,
  expires_on {text} NOT NULL,
  PRIMARY KEY (merchant_id, lot_id)
) {strict};
CREATE INDEX lot_by_account ON lot (merchant_id, account, expires_on, earned_at, lot_id);
CREATE INDEX lot_by_source ON lot (merchant_id, source_id);
