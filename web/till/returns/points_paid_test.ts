import { describe, expect, it } from "vitest";
import type { Receipt } from "@api/types";
import { bonusOfSale, pointsPaid } from "./points_paid";

const share = (promotion_id: string, amount: number) => ({ promotion_id, name: "", amount });
const receipt = {
  payable: 5000,
  promotions: [
    { promotion_id: "cash-points", layer: "points", points: 300 },
    { promotion_id: "off", layer: "order" },
  ],
  lines: [{ discounts: [share("cash-points", 100), share("off", 50)] }, { discounts: [share("cash-points", 200)] }],
  tenders: [{ bonus: 400 }, { bonus: null }, {}],
} as unknown as Receipt;

describe("what a refund knows of points", () => {
  it("is each promotion's points with its share of each line", () =>
    expect(pointsPaid(receipt)).toEqual({
      points_paid: [{ promotion_id: "cash-points", points: 300, shares: [100, 200] }],
    }));
  it("is nothing when none were spent", () => expect(pointsPaid({ ...receipt, promotions: [] })).toEqual({}));
  it("is the bonus money that the cards paid", () => {
    expect(bonusOfSale(receipt)).toEqual({ bonus: { payable: 5000, bonus: 400 } });
    expect(bonusOfSale({ ...receipt, tenders: [] })).toEqual({});
  });
});
