import { describe, expect, it } from "vitest";
import type { OpenBasket } from "../journal/database";
import * as baskets from "./basket";
import type { Said } from "./basket";

const {
  cleared,
  emptyBasket,
  quantityFits,
  withCoupons,
  withEvent,
  withoutLine,
  withPrice,
  withProduct,
  withQuantity,
} = baskets;

const milk = { product_id: "milk", quantity: 1000, by_weight: false };
const pear = { product_id: "pear", quantity: 425, by_weight: true };

describe("the basket", () => {
  it("joins pieces of the same product on one line", () => {
    const once = withProduct(emptyBasket(), milk);
    const twice = withProduct(once.basket, { ...milk, quantity: 3000 });
    expect(twice.basket.entries).toMatchObject([{ product_id: "milk", quantity: 4000 }]);
    expect(twice.key).toBe(once.key);
  });
  it("keeps each weighing apart", () => {
    const two = withProduct(withProduct(emptyBasket(), pear).basket, pear).basket;
    expect(two.entries.map((entry) => entry.quantity)).toEqual([425, 425]);
  });
  it("joins pieces of one batch only, and no label with anything", () => {
    const add = (basket: OpenBasket, said: Said) => withProduct(basket, { ...milk, said }).basket;
    let basket = emptyBasket();
    for (const said of [{ batch: "A" }, { batch: "A" }, { batch: "B" }, {}, { alone: true }, { alone: true }])
      basket = add(basket, said);
    expect(basket.entries.map((entry) => entry.quantity)).toEqual([2000, 1000, 1000, 1000, 1000]);
    expect(add(basket, { best_before: "2026-12-31" }).entries).toHaveLength(6);
    expect(withProduct(basket, milk).basket.entries[2]?.quantity).toBe(2000);
  });
  it("keeps goods of a price by hand apart from those scanned later", () => {
    const { basket, key } = withProduct(emptyBasket(), milk);
    const lowered = withPrice(basket, key, 500, "碰伤");
    const entries = withProduct(lowered, milk).basket.entries;
    expect(entries.map((entry) => [entry.quantity, entry.manual_price])).toEqual([
      [1000, 500],
      [1000, undefined],
    ]);
    expect(withPrice(lowered, key, null, "").entries[0]).toEqual(basket.entries[0]);
  });

  it("holds coupons and what the cashier saw, and nothing of them is left when it is cleared", () => {
    let basket = withCoupons(withCoupons(emptyBasket(), "ten", 2), "egg", 1);
    basket = withEvent(withCoupons(basket, "ten", 3), "own_bag");
    expect(basket.coupons).toEqual([
      { promotion_id: "ten", count: 3 },
      { promotion_id: "egg", count: 1 },
    ]);
    expect(withCoupons(basket, "ten", 0).coupons).toEqual([{ promotion_id: "egg", count: 1 }]);
    expect(withEvent(basket, "own_bag").events).toEqual([]);
    expect(cleared(basket)).toEqual({ ...emptyBasket(), sale_id: basket.sale_id, changed_at: basket.changed_at });
  });

  it("changes into a new basket, so that the old one is still there to go back to", () => {
    const before = withProduct(emptyBasket(), milk);
    const after = withQuantity(before.basket, before.key, 2000);
    expect(before.basket.entries[0]?.quantity).toBe(1000);
    expect(after.entries[0]?.quantity).toBe(2000);
    expect(withoutLine(after, before.key).entries).toEqual([]);
    expect(after.sale_id).toBe(before.basket.sale_id);
  });
});

describe("quantities", () => {
  it.each([
    [1000, false, true],
    [1500, false, false],
    [425, true, true],
    [0, true, false],
    [-1000, false, false],
    [100_000_000, false, true],
    [100_001_000, false, false],
  ])("%d by weight %s fits: %s", (quantity, by_weight, fits) => expect(quantityFits(quantity, by_weight)).toBe(fits));
});
