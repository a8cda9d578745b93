// A promotion as the shop writes it, and the kinds that draw its form: by hand from
// src/promotions/promotions_types.hpp and the first half of src/pricing/pricing_types.hpp. Units as in wire.ts.
import type { Uuid } from "./wire.ts";

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

/** Empty lists mean everyone, everywhere. */
export interface Audience {
  tiers: string[];
  tags: string[];
  shops: Uuid[];
  channels: string[];
}

export type OnBreak = "keep" | "reprice";

export interface Terms {
  mandatory: boolean;
  by_coupon: boolean;
  skip_discounted: boolean;
  on_break: OnBreak;
  exclusive_group?: number | null;
}

export interface Limits {
  per_order?: number | null;
  per_member?: number | null;
  per_member_day?: number | null;
  per_day?: number | null;
  total?: number | null;
  budget?: number | null;
}

export interface Funder {
  kind: "shop" | "supplier";
  name: string;
  share: number;
}

export interface Promotion {
  promotion_id: Uuid;
  kind: string;
  name: string;
  state: PromotionState;
  members_only: boolean;
  scope: Scope;
  schedule: Schedule;
  /** of the kind: src/promotions/kinds/<kind> */
  parameters: unknown;
  audience?: Audience | null;
  terms?: Terms | null;
  limits?: Limits | null;
  /** absent: the shop */
  funder?: Funder | null;
}

export type PromotionDraft = Omit<Promotion, "promotion_id"> & { expected_version?: number | null };

/** In the order in which amounts are computed. */
export type Layer =
  | "unit_price"
  | "quantity"
  | "extra"
  | "order"
  | "coupon"
  | "manual"
  | "tender"
  | "delivery"
  | "points"
  | "rounding"
  | "reward";

export type Control =
  | "money"
  | "percent"
  | "count"
  | "points"
  | "flag"
  | "choice"
  | "minute"
  | "multiple"
  | "text"
  | "goods"
  | "promotion"
  | "table";

/** Of a parameter with control "goods". */
export interface GoodsSet {
  products: Uuid[];
  categories: Uuid[];
}

export interface ColumnHint {
  name: string;
  control: Control;
  required: boolean;
  minimum?: number | null;
  maximum?: number | null;
  initial?: number | null;
  zh: string;
  en: string;
}

export interface ParameterHint extends ColumnHint {
  choices: { value: string; zh: string; en: string }[];
  help_zh: string;
  help_en: string;
  /** of a table */
  columns: ColumnHint[];
  max_rows?: number | null;
}

export interface KindDescription {
  kind: string;
  zh: string;
  en: string;
  summary_zh: string;
  summary_en: string;
  layer: Layer;
  parameters: ParameterHint[];
  coupon_only: boolean;
}
