// The sample basket of the editor, as the engine wants it, and what the engine says about it with and without the
// promotion that is being written. Every amount is the engine's; nothing is added up here.
import type { Basket, PricedBasket, PricedLine, Promotion as EnginePromotion } from "@engine/engine";
import type { Category, Product, Promotion, PromotionDraft } from "../../server/schema";
import { lineageOf } from "../../products/category_tree";

export interface SampleLine {
  product: Product;
  /** thousandths */
  quantity: number;
}
export interface Moment {
  priced_at: number;
  utc_offset_minutes: number;
}

const SOMEBODY = "00000000-0000-7000-8000-000000000001";

export function basketOf(lines: SampleLine[], categories: Category[], member: boolean, moment: Moment): Basket {
  return {
    ...moment,
    ...(member ? { member: { member_id: SOMEBODY, tier: "" } } : {}),
    lines: lines.map(({ product, quantity }, index) => ({
      line: String(index + 1),
      product_id: product.product_id,
      quantity,
      by_weight: product.unit_kind === "weight",
      unit_price: product.price,
      ...(product.member_price == null ? {} : { member_price: product.member_price }),
      tax_rate: product.tax_rate,
      discountable: product.discountable,
      categories: lineageOf(categories, product.category_id),
    })),
  };
}

/** The promotion as if it were active and open at every hour: the sample shows what it does, not when. */
export const asRunning = (promotion_id: string, draft: PromotionDraft): Promotion => ({
  promotion_id,
  kind: draft.kind,
  name: draft.name,
  state: "active",
  members_only: draft.members_only,
  scope: draft.scope,
  schedule: { weekdays: [] },
  parameters: draft.parameters,
});

export function rulesOf(others: Promotion[], own: Promotion | null) {
  const promotions = own ? [...others.filter((other) => other.promotion_id !== own.promotion_id), own] : others;
  return { version: 1, points: { points_per_yuan: 1 }, promotions: promotions as EnginePromotion[] };
}

export interface Reason {
  promotion_id: string;
  name: string;
  amount: number;
  own: boolean;
}

/** Why a line costs less, in the order in which the engine computed it. */
export function reasonsOf(line: PricedLine, priced: PricedBasket, own: string): Reason[] {
  const names = new Map(priced.promotions.map((applied) => [applied.promotion_id, applied.name]));
  return line.allocations.map(({ promotion_id, amount }) => ({
    promotion_id,
    name: names.get(promotion_id) ?? "",
    amount,
    own: promotion_id === own,
  }));
}
