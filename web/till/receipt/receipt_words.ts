// What a receipt says beside amounts: why each line costs less, in the engine's words; what was taken off the whole bill
// (by hand, 抹零), which stands at the foot and not under every line; reasons, and who allowed them.
import type { Receipt, SaleRequest } from "@api/types";
import type { JournalEvent } from "../journal/database";

export interface Saving {
  promotion_id: string;
  name: string;
  amount: number;
  /** absent when only the amounts are known: of other tills' and older receipts */
  short_zh?: string;
  short_en?: string;
}

export interface ReceiptWords {
  /** under each line */
  savings: Saving[][];
  reasons: (string | null)[];
  /** off the whole bill by hand */
  by_hand: number;
  hand_reason: string | null;
  /** 积分抵现 */
  by_points: number;
  /** 抹零 */
  rounded: number;
  /** what promotions took off */
  saved: number;
  allowed_by: string[];
}

const ofWholeBill = (receipt: Receipt, layer: "manual" | "points" | "rounding") =>
  receipt.promotions.filter((promotion) => promotion.layer === layer);
const sum = (list: { amount: number }[]): number => list.reduce((total, { amount }) => total + amount, 0);

export function wordsOf(receipt: Receipt, event: JournalEvent | null): ReceiptWords {
  const body = event?.kind === "sale" ? (event.body as Partial<SaleRequest>) : null;
  const by_hand = ofWholeBill(receipt, "manual");
  const rounding = ofWholeBill(receipt, "rounding");
  const by_points = ofWholeBill(receipt, "points");
  const apart = new Set([...by_hand, ...by_points, ...rounding].map((promotion) => promotion.promotion_id));
  const known = event?.shares;
  return {
    savings: receipt.lines.map((line, index) =>
      (known?.[index] ?? line.discounts).filter((saving) => !apart.has(saving.promotion_id)),
    ),
    reasons: receipt.lines.map((_line, index) => body?.lines?.[index]?.reason ?? null),
    by_hand: sum(by_hand),
    hand_reason: body?.facts?.manual?.reason ?? null,
    by_points: sum(by_points),
    rounded: sum(rounding),
    saved: receipt.discount - sum(by_hand) - sum(by_points) - sum(rounding),
    allowed_by: [...new Set(body?.approvals?.map((approval) => approval.staff_name) ?? [])],
  };
}
