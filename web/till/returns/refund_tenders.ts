// Which tender gets what back: what was charged to the account first, then cards, each up to what it paid, then cash. The same rule as the server's
// (src/checkout/settle.cpp, refund_tenders), so that the cashier can say it before it is done.
import type { Receipt } from "@api/types";

export interface RefundTender {
  kind: Receipt["tenders"][number]["kind"];
  amount: number;
  card_id?: string | null;
}

/** `refunded_before`: by earlier returns of the sale. */
export function refundTenders(paid: Receipt["tenders"], refunded_before: number, refund: number): RefundTender[] {
  let before = refunded_before;
  let left = refund;
  const back: RefundTender[] = [];
  for (const kind of ["on_account", "stored_value", "cash"] as const)
    for (const tender of paid.filter((one) => one.kind === kind)) {
      const gone = Math.min(before, tender.amount);
      before -= gone;
      const amount = Math.min(left, tender.amount - gone);
      left -= amount;
      if (amount > 0) back.push({ kind, amount, ...(tender.card_id ? { card_id: tender.card_id } : {}) });
    }
  return back.length > 0 ? back : [{ kind: "cash", amount: 0 }];
}

/** What has been paid back already: of the goods, at the shares that the lines were sold at; exact while no promotion is priced again. */
export const refundedBefore = (receipt: Receipt): number =>
  (receipt.refund_basis?.refunded_before ??
    receipt.lines.reduce((sum, { net, quantity, returned }) => sum + Math.floor((net * returned) / quantity), 0)) -
  (receipt.earned_coupons ?? []).reduce((sum, { deducted }) => sum + deducted, 0);
