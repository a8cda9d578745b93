// What a refund has to know beside the lines: the points that promotions of the sale were paid with, and the bonus money that
// earned none. Read from the receipt, as src/pricing/refund_points.cpp reads it from the priced basket.
import type { Receipt, RefundRequest } from "@api/types";

type SpentPoints = NonNullable<NonNullable<RefundRequest["points_paid"]>>[number];

export function pointsPaid(receipt: Receipt): Pick<RefundRequest, "points_paid"> {
  const list: SpentPoints[] = [];
  for (const { promotion_id, points } of receipt.promotions ?? []) {
    if (!points || points <= 0) continue;
    const known = list.find((one) => one.promotion_id === promotion_id);
    if (known) known.points += points;
    else list.push({ promotion_id, points, shares: sharesOf(receipt, promotion_id) });
  }
  return list.length > 0 ? { points_paid: list } : {};
}

const sharesOf = (receipt: Receipt, promotion_id: string): number[] =>
  receipt.lines.map(({ discounts }) =>
    discounts.reduce((sum, share) => sum + (share.promotion_id === promotion_id ? share.amount : 0), 0),
  );

export function bonusOfSale({ tenders, payable }: Receipt): Pick<RefundRequest, "bonus"> {
  const bonus = (tenders ?? []).reduce((sum, tender) => sum + (tender.bonus ?? 0), 0);
  return bonus > 0 ? { bonus: { payable, bonus } } : {};
}
