// Points for this basket: how many to ask for, and what was asked. 积分换购 and 积分抵现 spend of the same.
import type { Rules } from "@api/types";
import type { PricedBasket } from "@engine/engine";

export interface ExchangeOffer {
  promotion_id: string;
  name: string;
  points: number;
  price: number;
}

/** 积分换购: what a member may ask for. */
export const exchangeOffers = (rules: Rules): ExchangeOffer[] =>
  rules.promotions
    .filter(({ kind, state }) => kind === "points_price" && state === "active")
    .map(({ promotion_id, name, parameters }) => {
      const { points = 0, price = 0 } = parameters as { points?: number; price?: number };
      return { promotion_id, name, points, price };
    });

/** What a priced basket spends on exchanges; the rest of `points_spent` is 积分抵现. */
export const exchangedPoints = ({ promotions }: Pick<PricedBasket, "promotions">): number =>
  promotions.reduce((sum, { layer, points }) => sum + (layer === "points" ? 0 : (points ?? 0)), 0);
export const paidPoints = ({ promotions }: Pick<PricedBasket, "promotions">): number =>
  promotions.reduce((sum, { layer, points }) => sum + (layer === "points" ? (points ?? 0) : 0), 0);
/** The money that they take off. */
export const paidWithPoints = ({ promotions }: Pick<PricedBasket, "promotions">): number =>
  promotions.reduce((sum, { layer, amount }) => sum + (layer === "points" ? amount : 0), 0);

/** Typed points: a whole number, or nothing. */
export function readPoints(text: string): number | null {
  const digits = text.normalize("NFKC").trim();
  if (digits === "") return 0;
  return /^\d{1,12}$/.test(digits) ? Number(digits) : null;
}
