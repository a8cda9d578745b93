// The sample basket of the editor, as the engine wants it, and what the engine says about it with and without the
// promotion that is being written. Every amount is the engine's; nothing is added up here.
import type { Basket, Explanation, PricedBasket, Promotion as EnginePromotion } from "@engine/engine";
import type { Category, Product, Promotion, PromotionDraft } from "../../server/schema";
import { lineageOf } from "../../products/category_tree";
import { dayOf, shiftDay } from "../../server/when";
import type { Situation } from "./situation";

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
/** What the customer of the sample may spend: enough for any offer. */
const POINTS = 100_000;

type Facts = Omit<Basket, "lines" | keyof Moment>;

/** The customer and the sale: with a coupon or a wish for this one promotion only. */
function factsOf(situation: Situation, own: string, shop_id: string | null): Facts {
  const { member, tier, tag, birthday, coupons, tender, event, channel, delivery_fee, method } = situation;
  const customer = { member_id: SOMEBODY, tier, tags: tag ? [tag] : [], birthday, points: POINTS };
  return {
    ...(member ? { member: customer } : {}),
    ...(shop_id ? { shop_id } : {}),
    ...(channel ? { channel } : {}),
    ...(tender ? { tender } : {}),
    ...(coupons > 0 ? { coupons: [{ promotion_id: own, count: coupons }] } : {}),
    wishes: [{ promotion_id: own, times: 1 }],
    ...(event ? { events: [event] } : {}),
    ...(delivery_fee === null ? {} : { delivery: { fee: delivery_fee, method } }),
  };
}

export function basketOf(
  lines: SampleLine[],
  categories: Category[],
  situation: Situation,
  moment: Moment,
  own: string,
  shop_id: string | null = null,
): Basket {
  const { days_left } = situation;
  const best_before = days_left === null ? null : shiftDay(dayOf(moment.priced_at), days_left);
  return {
    ...moment,
    ...factsOf(situation, own, shop_id),
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
      ...(best_before ? { best_before } : {}),
    })),
  };
}

/** The promotion as if it were active on this day: the sample shows what it does, at its hours but on any date. */
export const asRunning = (promotion_id: string, draft: PromotionDraft): Promotion => ({
  promotion_id,
  kind: draft.kind,
  name: draft.name,
  state: "active",
  members_only: draft.members_only,
  scope: draft.scope,
  schedule: { weekdays: [], from_minute: draft.schedule.from_minute, to_minute: draft.schedule.to_minute },
  parameters: draft.parameters,
  audience: draft.audience,
  terms: draft.terms,
  limits: draft.limits,
  funder: draft.funder,
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
  /** the engine's sentence: on how much, and who pays; "" without an explanation */
  text: string;
}

/** Why a line costs less, in the order in which the engine computed it. */
export function reasonsOf(
  at: number,
  priced: PricedBasket,
  explanation: Explanation | null,
  own: string,
  english: boolean,
): Reason[] {
  const names = new Map(priced.promotions.map((applied) => [applied.promotion_id, applied.name]));
  const shares = explanation?.lines[at]?.shares ?? [];
  return (priced.lines[at]?.allocations ?? []).map(({ promotion_id, amount }) => {
    const share = shares.find((entry) => entry.promotion_id === promotion_id && entry.amount === amount);
    return {
      promotion_id,
      name: names.get(promotion_id) ?? "",
      amount,
      own: promotion_id === own,
      text: (english ? share?.text_en : share?.text_zh) ?? "",
    };
  });
}
