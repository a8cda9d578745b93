import { describe, expect, it } from "vitest";
import { reactive } from "vue";
import type { KindDescription, Promotion, StoredPromotion } from "../server/schema";
import { changeKind, emptyPromotion, inListOrder, phaseOf, promotionDraftOf, promotionFormOf } from "./promotion_form";

const parameter = { required: true, choices: [], columns: [], zh: "", en: "", help_zh: "", help_en: "" };
const kind = (name: string, fields: string[]): KindDescription => ({
  kind: name,
  zh: name,
  en: name,
  summary_zh: "",
  summary_en: "",
  layer: "order",
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
    changeKind(form, kind("other", ["off", "percent"]));
    expect(form.values).toEqual({ off: 1000, percent: null });
  });
});

describe("the state in the list", () => {
  const at = (state: Promotion["state"], starts_at?: number, ends_at?: number) => ({
    state,
    schedule: { weekdays: [], starts_at, ends_at },
  });
  it.each([
    [at("draft"), "draft"],
    [at("ended"), "ended"],
    [at("active"), "running"],
    [at("active", 101), "waiting"],
    [at("active", 100), "running"],
    [at("active", 50, 100), "over"],
  ])("%j is %s", (given, phase) => expect(phaseOf(given, 100)).toBe(phase));

  it("puts what runs first", () => {
    const stored = (name: string, state: Promotion["state"], changed_at: number): StoredPromotion => ({
      version: 1,
      changed_at,
      changed_by: "",
      promotion: { ...promotion, name, state },
    });
    const list = [
      stored("old", "ended", 9),
      stored("a", "active", 1),
      stored("draft", "draft", 5),
      stored("b", "active", 2),
    ];
    expect(inListOrder(list, 100).map((entry) => entry.promotion.name)).toEqual(["b", "a", "draft", "old"]);
  });
});

describe("a form that the screen watches", () => {
  it("gives a draft of plain values", () => {
    const form = reactive(promotionFormOf(promotion, amountOff));
    expect(structuredClone(promotionDraftOf(form, amountOff, "draft", null))).toMatchObject({ scope: promotion.scope });
  });
});
