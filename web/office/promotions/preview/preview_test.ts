import { describe, expect, it } from "vitest";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { loadEngine } from "@engine/engine";
import type { Product, PromotionDraft } from "../../server/schema";
import { emptyScope } from "../promotion_form";
import { asRunning, basketOf, reasonsOf, rulesOf } from "./preview";

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
    const basket = basketOf([{ product: milk, quantity: 2000 }], categories, true, moment);
    expect(basket.member?.tier).toBe("");
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

  it("is priced by the engine, with the promotion's reason", async () => {
    const engine = await loadEngine(readFileSync(engineFile));
    const basket = basketOf([{ product: milk, quantity: 2000 }], categories, false, moment);
    engine.load(rulesOf([], null));
    expect(engine.price(basket).basket.payable).toBe(12000);
    engine.load(rulesOf([], asRunning(OWN, draft)));
    const priced = engine.price(basket).basket;
    expect(priced.payable).toBe(11000);
    expect(reasonsOf(priced.lines[0]!, priced, OWN)).toEqual([
      { promotion_id: OWN, name: "满百减十", amount: 1000, own: true },
    ]);
  });
});
