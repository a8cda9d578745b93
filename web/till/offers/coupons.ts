// Paper coupons that the customer lays on the counter: of which offer, and how many. The engine decides which of them are
// used; here is what can be laid down, and what became of it.
import type { AppliedPromotion, Explanation, HeldCoupon } from "@engine/engine";
import type { ErrorBody, Rules } from "@api/types";
import type { HeldCode } from "../journal/database";

export interface CouponOffer {
  promotion_id: string;
  name: string;
}

export const MOST_COUPONS = 100;

/** The offers that apply against a coupon only. */
export const couponOffers = (rules: Rules): CouponOffer[] =>
  rules.promotions
    .filter((promotion) => promotion.state === "active" && promotion.terms?.by_coupon)
    .map(({ promotion_id, name }) => ({ promotion_id, name }));

export function offersLike(offers: CouponOffer[], query: string): CouponOffer[] {
  const wanted = query.trim().toLowerCase();
  return offers.filter(({ name }) => name.toLowerCase().includes(wanted));
}

/** The offer that typed or scanned text stands for, with its hold when the coupon has a code; or why it can't be used. */
export type CouponFound =
  | { kind: "offer"; offer: CouponOffer }
  | { kind: "code"; code: HeldCode }
  | { kind: "refused"; error: ErrorBody }
  /** nobody answered: a coupon with a code needs the network */
  | { kind: "unreachable" };

/** Answers null for text that is none of its own. Coupons with codes are one more source: offers/coupon_codes.ts. */
export type CouponSource = (text: string, offers: CouponOffer[]) => Promise<CouponFound | null>;
const byName: CouponSource = async (text, offers) => {
  const like = offersLike(offers, text);
  return text.trim() !== "" && like.length === 1 ? { kind: "offer", offer: like[0]! } : null;
};
export const COUPON_SOURCES: CouponSource[] = [byName];

export async function couponFor(text: string, offers: CouponOffer[]): Promise<CouponFound | null> {
  for (const source of COUPON_SOURCES) {
    const found = await source(text, offers);
    if (found) return found;
  }
  return null;
}

export interface LaidCoupon extends CouponOffer {
  count: number;
  used: number;
  /** what the used ones take off */
  amount: number;
  /** why none of them is used, when the engine has said so */
  why: { zh: string; en: string } | null;
}

export function laidCoupons(
  held: HeldCoupon[],
  offers: CouponOffer[],
  applied: AppliedPromotion[],
  explanation: Explanation | null,
): LaidCoupon[] {
  return held.flatMap(({ promotion_id, count }) => {
    const offer = offers.find((one) => one.promotion_id === promotion_id);
    if (!offer) return [];
    const given = applied.find((one) => one.promotion_id === promotion_id);
    const used = given ? (given.coupons ?? 1) : 0;
    const not = explanation?.not_given.find((one) => one.promotion_id === promotion_id);
    const amount = given?.amount ?? 0;
    return [{ ...offer, count, used, amount, why: not ? { zh: not.text_zh, en: not.text_en } : null }];
  });
}
