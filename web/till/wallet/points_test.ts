import { describe, expect, it } from "vitest";
import type { Rules } from "@api/types";
import { exchangedPoints, exchangeOffers, paidPoints, paidWithPoints, readPoints } from "./points";

describe("points in a basket", () => {
  const promotions = [
    { layer: "unit_price", points: 100, amount: 1500 },
    { layer: "points", points: 300, amount: 300 },
    { layer: "order", amount: 500 },
  ] as never;
  it("are told apart: exchanged, and spent as money", () => {
    expect(exchangedPoints({ promotions })).toBe(100);
    expect(paidPoints({ promotions })).toBe(300);
    expect(paidWithPoints({ promotions })).toBe(300);
  });
  it("are exchanged for what active promotions of that kind offer", () => {
    const rules = {
      promotions: [
        {
          promotion_id: "a",
          kind: "points_price",
          name: "换杯子",
          state: "active",
          parameters: { points: 100, price: 990 },
        },
        { promotion_id: "b", kind: "points_price", name: "旧", state: "ended", parameters: { points: 1, price: 1 } },
        { promotion_id: "c", kind: "amount_off", name: "满减", state: "active", parameters: {} },
      ],
    } as unknown as Rules;
    expect(exchangeOffers(rules)).toEqual([{ promotion_id: "a", name: "换杯子", points: 100, price: 990 }]);
  });
  it.each([
    ["", 0],
    ["250", 250],
    ["２５０", 250],
    ["2.5", null],
    ["-1", null],
  ])("typed %j are %j", (text, points) => expect(readPoints(text)).toBe(points));
});
