import { describe, expect, it } from "vitest";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { loadEngine } from "@engine/engine";
import type { Product, PromotionDraft } from "../../server/schema";
import { emptyScope } from "../promotion_form";
import { asRunning, basketOf, reasonsOf, rulesOf } from "./preview";
import { plainSituation, situationFor } from "./situation";

const categories = [
  { category_id: "018f0000-0000-7000-8000-0000000000c1", name: "食品", sort_order: 1 },
  {
    category_id: "018f0000-0000-7000-8000-0000000000c2",
    parent_id: "018f0000-0000-7000-8000-0000000000c1",
    name: "牛奶",
    sort_order: 1,
  },
];
const milk: Product = {
  product_id: "018f0000-0000-7000-8000-0000000000d1",
  version: 1,
  code: "1",
  name: "纯牛奶",
  spec: "",
  category_id: categories[1]!.category_id,
  unit_kind: "piece",
  unit_name: "盒",
  price: 6000,
  cost: 1,
  tax_rate: 1300,
  discountable: true,
  state: "active",
  barcodes: [],
  stock: 0,
};
const moment = { priced_at: 1_700_000_000_000, utc_offset_minutes: 480 };
const OWN = "018f0000-0000-7000-8000-0000000000e1";
const draft: PromotionDraft = {
  kind: "amount_off",
  name: "满百减十",
  state: "draft",
  members_only: false,
  scope: { ...emptyScope(), categories: [categories[0]!.category_id] },
  schedule: { weekdays: [], ends_at: 1 },
  parameters: { threshold: 10000, off: 1000, every: false } as never,
};
const engineFile = fileURLToPath(new URL("../../../../build/wasm/engine.wasm", import.meta.url));

describe("the sample basket", () => {
  it("carries the product's facts and its categories up to the root", () => {
    const basket = basketOf([{ product: milk, quantity: 2000 }], categories, plainSituation(), moment, OWN);
    expect(basket.member?.tier).toBe("standard");
    expect(basket.lines[0]).toMatchObject({
      line: "1",
      unit_price: 6000,
      by_weight: false,
      categories: [categories[1]!.category_id, categories[0]!.category_id],
    });
    expect(basket.lines[0]).not.toHaveProperty("member_price");
  });

  it("replaces the stored promotion by the one that is edited", () => {
    const stored = { ...asRunning(OWN, draft), name: "old" };
    expect(rulesOf([stored], asRunning(OWN, draft)).promotions.map((entry) => entry.name)).toEqual(["满百减十"]);
  });

  it("carries who the customer is, and a coupon and a wish of this promotion only", () => {
    const situation = { ...plainSituation(), coupons: 2, tender: "wechat", event: "own_bag", days_left: 3 };
    const basket = basketOf([{ product: milk, quantity: 1000 }], categories, situation, moment, OWN);
    expect(basket).toMatchObject({
      coupons: [{ promotion_id: OWN, count: 2 }],
      wishes: [{ promotion_id: OWN, times: 1 }],
      tender: "wechat",
      events: ["own_bag"],
    });
    expect(basket.lines[0]!.best_before).toBe("2023-11-18");
    expect(basketOf([], categories, { ...situation, member: false }, moment, OWN)).not.toHaveProperty("member");
  });

  it("is priced by the engine, with the promotion's reason in words", async () => {
    const engine = await loadEngine(readFileSync(engineFile));
    const stranger = { ...plainSituation(), member: false };
    const basket = basketOf([{ product: milk, quantity: 2000 }], categories, stranger, moment, OWN);
    engine.load(rulesOf([], null));
    expect(engine.price(basket).basket.payable).toBe(12000);
    engine.load(rulesOf([], asRunning(OWN, draft)));
    const priced = engine.price(basket).basket;
    expect(priced.payable).toBe(11000);
    const explanation = engine.explain(basket);
    const reasons = reasonsOf(0, priced, explanation, OWN, false);
    expect(reasons).toMatchObject([{ promotion_id: OWN, name: "满百减十", amount: 1000, own: true }]);
    expect(reasons[0]!.text).toContain("¥10.00");
    expect(reasonsOf(0, priced, explanation, OWN, true)[0]!.text).toContain("off");
    expect(reasonsOf(0, priced, null, OWN, true)[0]!.text).toBe("");
  });

  it("lays the coupon down that the promotion asks for", async () => {
    const engine = await loadEngine(readFileSync(engineFile));
    const terms = { mandatory: false, by_coupon: true, skip_discounted: false, on_break: "keep" as const };
    const byCoupon = { ...draft, terms };
    engine.load(rulesOf([], asRunning(OWN, byCoupon)));
    const payable = (coupons: number) => {
      const situation = { ...situationFor(byCoupon, "order"), coupons };
      return engine.price(basketOf([{ product: milk, quantity: 2000 }], categories, situation, moment, OWN)).basket
        .payable;
    };
    expect([payable(situationFor(byCoupon, "order").coupons), payable(0)]).toEqual([11000, 12000]);
  });
});
