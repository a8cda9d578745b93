// What crosses the engine's boundary, by hand from src/pricing/pricing_types.hpp,
// src/promotions/promotions_types.hpp and src/catalog/{label_grammar,scan_code,scanned_line}.hpp. Money is 分, quantities are thousandths, percents basis points,
// instants UTC milliseconds, ids UUID text.
export type Uuid = string;

export interface BasketLine {
  line: string;
  product_id: Uuid;
  quantity: number;
  by_weight: boolean;
  unit_price: number;
  member_price?: number | null;
  label_amount?: number | null;
  best_before?: Day | null;
  markdown_price?: number | null;
  tax_rate: number;
  discountable: boolean;
  categories: Uuid[];
}

export interface Basket {
  priced_at: number;
  utc_offset_minutes: number;
  member?: { member_id: Uuid; tier: string } | null;
  lines: BasketLine[];
}

export interface Scope {
  products: Uuid[];
  categories: Uuid[];
  excluded_products: Uuid[];
  excluded_categories: Uuid[];
}

export interface Schedule {
  starts_at?: number | null;
  ends_at?: number | null;
  weekdays: number[];
  from_minute?: number | null;
  to_minute?: number | null;
}

export type PromotionState = "draft" | "active" | "ended";

export interface Promotion {
  promotion_id: Uuid;
  kind: string;
  name: string;
  state: PromotionState;
  members_only: boolean;
  scope: Scope;
  schedule: Schedule;
  parameters: Record<string, unknown>;
}

export type PromotionDraft = Omit<Promotion, "promotion_id"> & { expected_version?: number | null };

export interface Rules {
  version: number;
  points: { points_per_yuan: number };
  promotions: Promotion[];
}

export type Layer = "unit_price" | "quantity" | "order";

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
}

/** kind "member_price" under the nil id is the product's own member price. */
export interface AppliedPromotion {
  promotion_id: Uuid;
  kind: string;
  name: string;
  layer: Layer;
  amount: number;
  times: number;
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
}

export interface RefundRequest {
  lines: SoldLine[];
  points_per_yuan: number;
  points_earned: number;
}

export interface RefundPlan {
  lines: { line_no: number; quantity: number; gross: number; net: number; tax: number }[];
  gross: number;
  refund: number;
  tax: number;
  points_back: number;
}

export interface Settlement {
  payable: number;
  tendered: number;
  change: number;
  missing: number;
}

export type Control = "money" | "percent" | "count" | "points" | "flag" | "choice" | "money_pairs";

export interface ParameterHint {
  name: string;
  control: Control;
  required: boolean;
  minimum?: number;
  maximum?: number;
  initial?: number;
  choices: { value: string; zh: string; en: string }[];
  zh: string;
  en: string;
  help_zh: string;
  help_en: string;
}

export interface KindDescription {
  kind: string;
  zh: string;
  en: string;
  summary_zh: string;
  summary_en: string;
  layer: Layer;
  parameters: ParameterHint[];
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
