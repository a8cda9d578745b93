// What a person decides at the till against the engine, as the text that a supervisor allows. The same texts are made by
// src/checkout/by_hand.cpp: a sale is refused when an act of it is covered neither by a right nor by an approval.
import type { Approval, ManualDiscount, Right } from "@api/types";
import type { BasketEntry, OpenBasket } from "../journal/database";

export interface Act {
  right: Right;
  act: string;
}

export const billAct = ({ off, amount, reason }: ManualDiscount): Act => ({
  right: "discount",
  act: `bill:${off}:${amount}:${reason}`,
});
export const priceAct = (entry: Pick<BasketEntry, "product_id" | "manual_price" | "reason">): Act => ({
  right: "discount",
  act: `price:${entry.product_id}:${entry.manual_price ?? 0}:${entry.reason ?? ""}`,
});
export const expiredAct = (entry: Pick<BasketEntry, "product_id" | "best_before" | "reason">): Act => ({
  right: "sell_expired",
  act: `expired:${entry.product_id}:${entry.best_before ?? ""}:${entry.reason ?? ""}`,
});

export function actsOf(basket: OpenBasket): Act[] {
  const acts = basket.manual ? [billAct(basket.manual)] : [];
  for (const entry of basket.entries) {
    if (entry.manual_price !== undefined) acts.push(priceAct(entry));
    if (entry.sold_expired) acts.push(expiredAct(entry));
  }
  return acts;
}

const covers = (approval: Approval, { right, act }: Act) => approval.right === right && approval.act === act;

/** The approvals that this basket needs, as far as it has them: what the sale carries. */
export function approvalsFor(basket: OpenBasket, rights: readonly Right[], now: number): Approval[] {
  const needed = actsOf(basket).filter(({ right }) => !rights.includes(right));
  return (basket.approvals ?? []).filter(
    (approval) => approval.good_until >= now && needed.some((act) => covers(approval, act)),
  );
}

/** What nobody has allowed, or not lately: the server would refuse the sale. */
export function notAllowed(basket: OpenBasket, rights: readonly Right[], now: number): Act[] {
  const approvals = approvalsFor(basket, rights, now);
  return actsOf(basket).filter(
    (act) => !rights.includes(act.right) && !approvals.some((approval) => covers(approval, act)),
  );
}
