// The basket: what was scanned, in what quantity, for whom. Every change makes a new basket, so that undo is a step back.
import type { Approval, Basket, HeldCoupon, ManualDiscount, TillFacts, Wish } from "@api/types";
import type { AttachedMember, BasketEntry, HeldCode, HeldPoints, OpenBasket } from "../journal/database";
import { CASH, type Paying } from "../payment/tenders";
import type { Catalog } from "../snapshot/catalog";
import { uuidV7 } from "../journal/uuid";

export const MOST_LINES = 500;
/** thousandths: a hundred thousand pieces or kilograms on one line */
export const MOST_QUANTITY = 100_000_000;

export function emptyBasket(now = Date.now()): OpenBasket {
  return { sale_id: uuidV7(now), state: "open", entries: [], member: null, changed_at: now };
}

/** What a code said besides the product, and how much of it. */
export type Said = Omit<BasketEntry, "key" | "product_id" | "quantity" | "barcode">;

export interface Addition {
  product_id: string;
  quantity: number;
  by_weight: boolean;
  barcode?: string;
  said?: Said;
}

const joins = (entry: BasketEntry, { product_id, by_weight, said }: Addition): boolean =>
  entry.product_id === product_id &&
  !by_weight &&
  !entry.alone &&
  entry.manual_price === undefined &&
  !said?.alone &&
  entry.best_before === said?.best_before &&
  entry.batch === said?.batch;

/**
 * Pieces of a product that is in the basket already join its line when they are of one batch; each weighing and each
 * label is a line of its own.
 */
export function withProduct(basket: OpenBasket, added: Addition): { basket: OpenBasket; key: string } {
  const same = basket.entries.find((entry) => joins(entry, added));
  if (same) {
    const quantity = same.quantity + added.quantity;
    return { basket: withQuantity(basket, same.key, quantity), key: same.key };
  }
  const entry: BasketEntry = {
    key: uuidV7(),
    product_id: added.product_id,
    quantity: added.quantity,
    ...(added.barcode ? { barcode: added.barcode } : {}),
    ...added.said,
  };
  return { basket: { ...basket, entries: [...basket.entries, entry] }, key: entry.key };
}

export function withQuantity(basket: OpenBasket, key: string, quantity: number): OpenBasket {
  return { ...basket, entries: basket.entries.map((entry) => (entry.key === key ? { ...entry, quantity } : entry)) };
}

export function withoutLine(basket: OpenBasket, key: string): OpenBasket {
  return { ...basket, entries: basket.entries.filter((entry) => entry.key !== key) };
}

/** Whoever lowered the price said why; null takes it back. */
export function withPrice(basket: OpenBasket, key: string, price: number | null, reason: string): OpenBasket {
  const change = (entry: BasketEntry): BasketEntry => {
    const next = { ...entry };
    delete next.manual_price;
    delete next.reason;
    return price === null ? next : { ...next, manual_price: price, reason };
  };
  return { ...basket, entries: basket.entries.map((entry) => (entry.key === key ? change(entry) : entry)) };
}

export const withManual = (basket: OpenBasket, manual: ManualDiscount | null): OpenBasket => ({ ...basket, manual });

export const withApprovals = (basket: OpenBasket, approvals: Approval[]): OpenBasket =>
  approvals.length === 0 ? basket : { ...basket, approvals: [...(basket.approvals ?? []), ...approvals] };

export function withCoupons(basket: OpenBasket, promotion_id: string, count: number): OpenBasket {
  const held = basket.coupons ?? [];
  const known = held.some((coupon) => coupon.promotion_id === promotion_id);
  const coupons = known
    ? held.map((coupon) => (coupon.promotion_id === promotion_id ? { promotion_id, count } : coupon))
    : [...held, { promotion_id, count }];
  return { ...basket, coupons: coupons.filter((coupon) => coupon.count > 0) };
}

export function withEvent(basket: OpenBasket, event: string): OpenBasket {
  const events = basket.events ?? [];
  return { ...basket, events: events.includes(event) ? events.filter((one) => one !== event) : [...events, event] };
}

export function withChannel(basket: OpenBasket, channel: string | null): OpenBasket {
  const next = { ...basket };
  if (channel) next.channel = channel;
  else delete next.channel;
  return next;
}

/** Nothing of this customer is left for the next one. */
export const cleared = ({ sale_id, state, changed_at }: OpenBasket): OpenBasket => ({
  sale_id,
  state,
  entries: [],
  member: null,
  changed_at,
});

/** A piece has no half, and nothing is beyond what the server takes. */
export function quantityFits(quantity: number, by_weight: boolean): boolean {
  return quantity > 0 && quantity <= MOST_QUANTITY && (by_weight || quantity % 1000 === 0);
}

/** A label with a serial number sells once. */
export const holdsSerial = (basket: OpenBasket, product_id: string, serial: string | undefined): boolean =>
  serial !== undefined && basket.entries.some((entry) => entry.product_id === product_id && entry.serial === serial);

type PricedByCode = Pick<Said, "label_amount" | "best_before" | "markdown_price" | "manual_price">;

/** What the line's code or a person said and the engine prices by. */
export function saidByCode({ label_amount, best_before, markdown_price, manual_price }: BasketEntry): PricedByCode {
  return {
    ...(label_amount === undefined ? {} : { label_amount }),
    ...(best_before === undefined ? {} : { best_before }),
    ...(markdown_price === undefined ? {} : { markdown_price }),
    ...(manual_price === undefined ? {} : { manual_price }),
  };
}

/** The same as the sale carries it: the server prices it again, and a serial number sells once. */
type Sold = PricedByCode & Pick<BasketEntry, "serial" | "sold_expired" | "reason">;
export const soldByCode = (entry: BasketEntry): Sold => ({
  ...saidByCode(entry),
  ...(entry.serial === undefined ? {} : { serial: entry.serial }),
  ...(entry.sold_expired ? { sold_expired: true } : {}),
  ...(entry.reason ? { reason: entry.reason } : {}),
});

export const withCode = (basket: OpenBasket, code: HeldCode): OpenBasket => ({
  ...basket,
  codes: [...(basket.codes ?? []), code],
});
export const withoutCode = (basket: OpenBasket, reservation_id: string): OpenBasket => ({
  ...basket,
  codes: (basket.codes ?? []).filter((code) => code.reservation_id !== reservation_id),
});

/** Points that may be spent, and what for; null takes it back. */
export function withPoints(basket: OpenBasket, points: HeldPoints | null, wishes: Wish[]): OpenBasket {
  const next = { ...basket };
  delete next.points;
  delete next.wishes;
  if (!points) return next;
  return { ...next, points, ...(wishes.length > 0 ? { wishes } : {}) };
}

/** Nothing of it is held at the server: for a basket that is put aside. */
export function withoutHolds(basket: OpenBasket): OpenBasket {
  const next = withPoints(basket, null, []);
  delete next.codes;
  return next;
}

/** Paper coupons and those with codes together, as the engine counts them. */
export function couponsOf({ coupons = [], codes = [] }: OpenBasket): HeldCoupon[] {
  const counts = new Map(coupons.map(({ promotion_id, count }) => [promotion_id, count]));
  for (const { promotion_id } of codes) counts.set(promotion_id, (counts.get(promotion_id) ?? 0) + 1);
  return [...counts].map(([promotion_id, count]) => ({ promotion_id, count }));
}

/** The points that may be spent: what is held for this basket, else what the wallet said. */
export function pointsKnown({ points, member }: OpenBasket): number | undefined {
  if (!member) return undefined;
  return points ? points.allowances.reduce((sum, { amount }) => sum + amount, 0) : member.spendable;
}

/** What the till knows beside the goods; the server prices with the same. */
export function factsOf(catalog: Catalog, basket: OpenBasket, { tender, bonus }: Paying = CASH): TillFacts {
  const { events = [], manual = null, points, wishes = [] } = basket;
  const { remaining } = catalog;
  const coupons = couponsOf(basket);
  return {
    shop_id: catalog.facts.shop.shop_id,
    ...(tender ? { tender } : {}),
    ...(remaining.length > 0 ? { remaining } : {}),
    ...(coupons.length > 0 ? { coupons } : {}),
    ...(events.length > 0 ? { events } : {}),
    ...(basket.channel ? { channel: basket.channel } : {}),
    ...(manual ? { manual } : {}),
    ...(points && points.spend > 0 ? { spend_points: points.spend } : {}),
    ...(wishes.length > 0 ? { wishes } : {}),
    ...(bonus > 0 ? { bonus_tender: bonus } : {}),
  };
}

/** The same as the sale carries it, with the member's tier and tags, which the basket holds with the member. */
export function soldFacts(catalog: Catalog, basket: OpenBasket, paying: Paying = CASH): TillFacts {
  const points = pointsKnown(basket);
  return {
    ...factsOf(catalog, basket, paying),
    ...(basket.member ? { tier: basket.member.tier } : {}),
    ...(basket.member?.tags ? { tags: basket.member.tags } : {}),
    ...(points === undefined ? {} : { points }),
    ...(basket.points ? { point_allowances: basket.points.allowances.map(({ allowance_id }) => allowance_id) } : {}),
    ...(basket.codes?.length ? { coupon_ids: basket.codes.map(({ coupon_id }) => coupon_id) } : {}),
  };
}

const pricingMember = ({ member_id, tier, tags }: AttachedMember, points: number | undefined) => ({
  member_id,
  tier,
  ...(tags ? { tags } : {}),
  ...(points === undefined ? {} : { points }),
});

/** What the engine prices: the lines, numbered from 1, with the products' facts of this catalogue. */
export function pricingBasket(basket: OpenBasket, catalog: Catalog, now: number, paying: Paying = CASH): Basket {
  return {
    priced_at: now,
    utc_offset_minutes: catalog.facts.shop.utc_offset_minutes,
    ...factsOf(catalog, basket, paying),
    ...(basket.member ? { member: pricingMember(basket.member, pointsKnown(basket)) } : {}),
    lines: basket.entries.map((entry, index) => {
      const product = catalog.products.get(entry.product_id)!;
      return {
        line: String(index + 1),
        product_id: product.id,
        quantity: entry.quantity,
        by_weight: product.unit_kind === "weight",
        unit_price: product.price,
        ...(product.member_price == null ? {} : { member_price: product.member_price }),
        ...saidByCode(entry),
        tax_rate: product.tax_rate,
        discountable: product.discountable,
        categories: catalog.categoriesOf(product),
      };
    }),
  };
}
