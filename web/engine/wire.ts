// What crosses the engine's boundary, by hand from src/pricing/{pricing,explain,refund}_types.hpp,
// src/promotions/promotions_types.hpp and src/catalog/{label_grammar,scan_code,scanned_line}.hpp. Money is 分,
// quantities are thousandths, percents basis points, instants UTC milliseconds, ids UUID text.
import type { Funder, Layer, Promotion } from "./wire_promotions.ts";

export type * from "./wire_promotions.ts";
export type Uuid = string;

export interface BasketLine {
  line: string;
  product_id: Uuid;
  quantity: number;
  by_weight: boolean;
  unit_price: number;
  member_price?: number | null;
  label_amount?: number | null;
  tax_rate: number;
  discountable: boolean;
  categories: Uuid[];
  floor_price?: number | null;
  /** "2026-11-30", of the shop's calendar */
  best_before?: string | null;
  markdown_price?: number | null;
  manual_price?: number | null;
}

export interface MemberFacts {
  member_id: Uuid;
  tier: string;
  tags?: string[] | null;
  birthday?: boolean | null;
  points?: number | null;
}

export interface HeldCoupon {
  promotion_id: Uuid;
  count: number;
}

export interface Basket {
  priced_at: number;
  utc_offset_minutes: number;
  member?: MemberFacts | null;
  lines: BasketLine[];
  shop_id?: Uuid | null;
  /** "till" when absent */
  channel?: string | null;
  tender?: string | null;
  coupons?: HeldCoupon[] | null;
  remaining?: { promotion_id: Uuid; times?: number | null; budget?: number | null }[] | null;
  wishes?: { promotion_id: Uuid; times: number }[] | null;
  events?: string[] | null;
  delivery?: { fee: number; method: string } | null;
  manual?: { off: number; amount: number; reason: string } | null;
  /** 积分抵现: wanted at most */
  spend_points?: number | null;
  /** paid with bonus money: earns no points */
  bonus_tender?: number | null;
}

export interface Rules {
  version: number;
  points: { points_per_yuan: number };
  promotions: Promotion[];
  rounding?: { unit: number; tenders: string[] } | null;
  /** 积分抵现 */
  points_payment?: PointsPayment | null;
}

/** `points` points, one step, are worth `value`. */
export interface PointsPayment {
  points: number;
  value: number;
  minimum: number;
  cap: number;
  cap_amount?: number | null;
}

/** Points and the money that they are worth. */
export interface PointsPayable {
  most: number;
  value: number;
}

export interface Allocation {
  promotion_id: Uuid;
  layer: Layer;
  amount: number;
  units: number;
}

export interface PricedLine {
  line: string;
  gross: number;
  discount: number;
  net: number;
  tax: number;
  allocations: Allocation[];
  /** multiple of the points' rate in percent; absent: 100 */
  points_percent?: number | null;
}

/** kind "member_price" under the nil id is the product's own member price. */
export interface AppliedPromotion {
  promotion_id: Uuid;
  kind: string;
  name: string;
  layer: Layer;
  amount: number;
  times: number;
  points?: number | null;
  coupons?: number | null;
  funder?: Funder | null;
}

export interface Reward {
  promotion_id: Uuid;
  kind: string;
  name: string;
  reward: "points" | "coupons" | "stamps" | "draws";
  count: number;
  basis: number;
  coupon_of?: Uuid | null;
}

export interface PricedBasket {
  rules_version: number;
  lines: PricedLine[];
  gross: number;
  discount: number;
  payable: number;
  tax: number;
  tax_groups: { rate: number; net_with_tax: number; tax: number }[];
  promotions: AppliedPromotion[];
  points: number;
  arithmetic: number;
  /** proven the least, or by how much at most a better price could undercut it */
  certificate: { optimal: boolean; gap: number };
  rewards?: Reward[] | null;
  delivery?: { fee: number; discount: number; net: number } | null;
  points_spent?: number | null;
  /** the most that 积分抵现 could take off */
  points_payable?: PointsPayable | null;
}

export type NotGivenReason =
  | "members_only"
  | "other_audience"
  | "not_open"
  | "needs_coupon"
  | "needs_tender"
  | "needs_wish"
  | "needs_delivery"
  | "limit_reached"
  | "goods_excluded"
  | "goods_discounted"
  | "below_threshold"
  | "no_saving"
  | "points_minimum"
  | "points_capped"
  | "points_held"
  | "rival_better";

export interface NotGiven {
  promotion_id: Uuid;
  kind: string;
  name: string;
  reason: NotGivenReason;
  rival_id?: Uuid | null;
  rival_name?: string | null;
  loss?: number | null;
  points?: PointsPayable | null;
  text_zh: string;
  text_en: string;
}

export interface NearMiss {
  promotion_id: Uuid;
  kind: string;
  name: string;
  add_amount?: number | null;
  add_units?: number | null;
  product_id?: Uuid | null;
  gain: number;
  text_zh: string;
  text_en: string;
}

export interface ExplainedShare {
  promotion_id: Uuid;
  name: string;
  amount: number;
  text_zh: string;
  text_en: string;
  /** for the receipt: without the amount and who pays */
  short_zh: string;
  short_en: string;
}

/** Why the price is what it is; src/pricing/explain_types.hpp. */
export interface Explanation {
  lines: { line: string; shares: ExplainedShare[] }[];
  not_given: NotGiven[];
  near_misses: NearMiss[];
  certificate_zh: string;
  certificate_en: string;
}

export interface SoldLine {
  line_no: number;
  quantity: number;
  by_weight: boolean;
  gross: number;
  net: number;
  tax: number;
  returned_before: number;
  returned_now: number;
  points_percent?: number | null;
}

export interface RefundRequest {
  lines: SoldLine[];
  points_per_yuan: number;
  points_earned: number;
  rewards?: Reward[] | null;
  /** as it was priced, when an applied promotion is priced again */
  sold?: { basket: Basket; rules: Rules; refunded_before: number } | null;
  points_paid?: { promotion_id: Uuid; points: number; shares: number[] }[] | null;
  bonus?: { payable: number; bonus: number } | null;
}

export interface RefundPlan {
  lines: { line_no: number; quantity: number; gross: number; net: number; tax: number }[];
  gross: number;
  refund: number;
  tax: number;
  points_back: number;
  points_returned?: number | null;
}

export interface Settlement {
  payable: number;
  tendered: number;
  change: number;
  missing: number;
}

/** A day as text: "2026-11-26". */
export type Day = string;

export interface LabelField {
  position: number;
  length: number;
}
export type LabelNumber = LabelField & { decimals: number };

/** Where an in-store label holds what. */
export interface LabelGrammar {
  name: string;
  total_length: number;
  prefixes: string[];
  plu: LabelField;
  amount?: LabelNumber | null;
  quantity?: LabelNumber | null;
  counts_pieces: boolean;
  price_check?: LabelField | null;
  serial?: LabelField | null;
  markdown?: (LabelNumber & { meaning: "price" | "percent_off" }) | null;
  verify_check: boolean;
}

export interface CodeScan {
  text: string;
  now: number;
  utc_offset_minutes: number;
  grammars?: LabelGrammar[] | null;
}

/** What a scanned code says: the number of a trade item, or a PLU with what the scale printed. */
export interface ScannedCode {
  kind: "item" | "label";
  gtin?: string;
  plu?: string;
  grammar?: string;
  amount?: number;
  unit_price?: number;
  weight?: number;
  pieces?: number;
  batch?: string;
  serial?: string;
  production?: Day;
  best_before?: Day;
  sell_by?: Day;
  expiry?: Day;
  expiry_minute?: number;
  markdown_price?: number;
  markdown_percent?: number;
  elements: { ai: string; value: string }[];
}

export interface LineQuestion {
  code: ScannedCode;
  product: { unit_price: number; by_weight: boolean; in_one: number };
  /** "3*": pieces, or the weight of goods whose code has none */
  times?: number | null;
  now: number;
  utc_offset_minutes: number;
  /** a supervisor said so */
  allow_expired: boolean;
}

export interface ScannedLine {
  quantity: number;
  label_amount?: number;
  markdown_price?: number;
  best_before?: Day;
  batch?: string;
  serial?: string;
  /** never merged with another line, its quantity never changed */
  alone: boolean;
  /** the weight comes from the amount */
  computed_back: boolean;
  /** by more than 1 fen from today's price, which gives `expected` */
  amount_differs: boolean;
  expected?: number;
}

export interface RefusalBody {
  code: string;
  family: string;
  text_zh: string;
  text_en: string;
  details: { name: string; value: string }[];
}
