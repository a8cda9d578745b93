import { describe, expect, it } from "vitest";
import { reactive } from "vue";
import type { KindDescription, Promotion } from "../server/schema";
import { changeKind, emptyPromotion, promotionDraftOf, promotionFormOf } from "./promotion_form";

const parameter = { required: true, choices: [], zh: "", en: "", help_zh: "", help_en: "", columns: [] };
const kind = (name: string, fields: string[]): KindDescription => ({
  kind: name,
  zh: name,
  en: name,
  summary_zh: "",
  summary_en: "",
  layer: "order",
  coupon_only: false,
  parameters: fields.map((field) => ({ ...parameter, name: field, control: "money" })),
});
const amountOff = kind("amount_off", ["threshold", "off"]);
const promotion: Promotion = {
  promotion_id: "018f0000-0000-7000-8000-0000000000a1",
  kind: "amount_off",
  name: "满百减十",
  state: "active",
  members_only: true,
  scope: { products: ["p"], categories: [], excluded_products: [], excluded_categories: ["c"] },
  schedule: { weekdays: [6, 7] },
  parameters: { threshold: 10000, off: 1000 },
};

describe("a promotion in the editor", () => {
  it("is sent as it was opened", () => {
    const { promotion_id, ...wanted } = promotion;
    expect(promotion_id).toMatch(/a1$/);
    const draft = promotionDraftOf(promotionFormOf(promotion, amountOff), amountOff, "active", 7);
    expect(draft).toEqual({ ...wanted, expected_version: 7 });
  });
  it("is not sent without a name or a required parameter", () => {
    const form = promotionFormOf(promotion, amountOff);
    expect(promotionDraftOf({ ...form, name: " " }, amountOff, "draft", null)).toBeNull();
    expect(promotionDraftOf({ ...form, values: { threshold: 1 } }, amountOff, "draft", null)).toBeNull();
    expect(promotionDraftOf(emptyPromotion(amountOff), amountOff, "draft", null)).toBeNull();
  });
  it("does not change the stored one while it is edited", () => {
    const form = promotionFormOf(promotion, amountOff);
    form.scope.products.push("q");
    expect(promotion.scope.products).toEqual(["p"]);
  });
  it("keeps what the next kind calls alike", () => {
    const form = promotionFormOf(promotion, amountOff);
    changeKind(form, amountOff, kind("other", ["off", "percent"]));
    expect(form.values).toEqual({ off: 1000, percent: null });
  });
});

describe("its terms", () => {
  const terms = { mandatory: true, by_coupon: true, skip_discounted: false, on_break: "keep" as const };

  it("are sent as they were opened", () => {
    const form = promotionFormOf({ ...promotion, terms, limits: { total: 5 } }, amountOff);
    expect(promotionDraftOf(form, amountOff, "active", null)).toMatchObject({ terms, limits: { total: 5 } });
  });
  it("lose the shelf price when the kind has no unit price", () => {
    const form = promotionFormOf({ ...promotion, terms }, amountOff);
    changeKind(form, amountOff, kind("other", ["off"]));
    expect(form.terms).toMatchObject({ mandatory: false, by_coupon: true });
  });
});

describe("a form that the screen watches", () => {
  it("gives a draft of plain values", () => {
    const form = reactive(promotionFormOf(promotion, amountOff));
    expect(structuredClone(promotionDraftOf(form, amountOff, "draft", null))).toMatchObject({ scope: promotion.scope });
  });
});
