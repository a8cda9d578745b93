import { describe, expect, it } from "vitest";
import type { Explanation } from "@engine/engine";
import type { Rules } from "@api/types";
import { couponFor, couponOffers, COUPON_SOURCES, laidCoupons, offersLike } from "./coupons";

const promotion = (promotion_id: string, name: string, by_coupon: boolean, state = "active") => ({
  promotion_id,
  name,
  state,
  terms: { by_coupon },
});
const rules = {
  promotions: [
    promotion("a", "10 元券", true),
    promotion("b", "换鸡蛋券", true),
    promotion("c", "满减", false),
    promotion("d", "旧券", true, "ended"),
  ],
} as unknown as Rules;
const offers = couponOffers(rules);

describe("coupons", () => {
  it("are of active offers that need one", () => expect(offers.map((one) => one.promotion_id)).toEqual(["a", "b"]));

  it("are found by a part of the name, and taken only when it is one", async () => {
    expect(offersLike(offers, "券")).toHaveLength(2);
    expect(await couponFor("鸡蛋", offers)).toMatchObject({ kind: "offer", offer: { promotion_id: "b" } });
    expect(await couponFor("券", offers)).toBeNull();
    expect(await couponFor("", offers)).toBeNull();
  });

  it("may come from another source, such as codes", async () => {
    COUPON_SOURCES.push(async (text) => (text === "C-0001" ? { kind: "unreachable" } : null));
    expect(await couponFor("C-0001", offers)).toEqual({ kind: "unreachable" });
    COUPON_SOURCES.pop();
  });

  it("say how many are used, and why none is", () => {
    const held = [
      { promotion_id: "a", count: 3 },
      { promotion_id: "b", count: 1 },
      { promotion_id: "gone", count: 1 },
    ];
    const explanation = { not_given: [{ promotion_id: "b", text_zh: "换鸡蛋券：未达到", text_en: "below" }] };
    const laid = laidCoupons(
      held,
      offers,
      [{ promotion_id: "a", coupons: 2, amount: 2000 } as never],
      explanation as unknown as Explanation,
    );
    expect(laid).toEqual([
      { promotion_id: "a", name: "10 元券", count: 3, used: 2, amount: 2000, why: null },
      {
        promotion_id: "b",
        name: "换鸡蛋券",
        count: 1,
        used: 0,
        amount: 0,
        why: { zh: "换鸡蛋券：未达到", en: "below" },
      },
    ]);
  });
});
