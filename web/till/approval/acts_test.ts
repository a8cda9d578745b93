import { describe, expect, it } from "vitest";
import type { Approval } from "@api/types";
import { emptyBasket, withApprovals, withManual, withPrice, withProduct } from "../sale/basket";
import { actsOf, approvalsFor, notAllowed } from "./acts";

const manual = { off: 1000, amount: 50, reason: "熟客" };
const approval = (right: Approval["right"], act: string, good_until = 100): Approval => ({
  staff_id: "m",
  staff_name: "店长",
  right,
  act,
  good_until,
  proof: "p",
});

function lowered() {
  const { basket, key } = withProduct(emptyBasket(), { product_id: "milk", quantity: 1000, by_weight: false });
  return withManual(withPrice(basket, key, 500, "碰伤"), manual);
}

describe("acts by hand", () => {
  it("have the texts that the server makes of them", () => {
    const basket = withProduct(lowered(), {
      product_id: "ham",
      quantity: 1000,
      by_weight: false,
      said: { alone: true, best_before: "2026-11-25", sold_expired: true, reason: "标签印错" },
    }).basket;
    expect(actsOf(basket)).toEqual([
      { right: "discount", act: "bill:1000:50:熟客" },
      { right: "discount", act: "price:milk:500:碰伤" },
      { right: "sell_expired", act: "expired:ham:2026-11-25:标签印错" },
    ]);
  });

  it("need nothing of whoever has the right", () => {
    expect(notAllowed(lowered(), ["discount"], 1)).toEqual([]);
    expect(
      approvalsFor(withApprovals(lowered(), [approval("discount", "bill:1000:50:熟客")]), ["discount"], 1),
    ).toEqual([]);
  });

  it("need an approval each, of exactly this, that is not too old", () => {
    const basket = withApprovals(lowered(), [
      approval("discount", "bill:1000:50:熟客"),
      approval("discount", "price:milk:400:碰伤"),
      approval("sell_expired", "price:milk:500:碰伤"),
    ]);
    expect(notAllowed(basket, [], 100).map(({ act }) => act)).toEqual(["price:milk:500:碰伤"]);
    expect(notAllowed(basket, [], 101)).toHaveLength(2);
    expect(approvalsFor(basket, [], 100).map(({ act }) => act)).toEqual(["bill:1000:50:熟客"]);
  });
});
