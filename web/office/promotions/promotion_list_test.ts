import { describe, expect, it } from "vitest";
import type { KindDescription, Promotion, StoredPromotion } from "../server/schema";
import { draftOfStored, filtered, inListOrder, isFiltered, noFilter, phaseOf } from "./promotion_list";

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
const stored = (name: string, state: Promotion["state"], changed_at = 1, more: Partial<Promotion> = {}) => ({
  version: 4,
  changed_at,
  changed_by: "",
  promotion: { ...promotion, ...more, name, state },
});
const kind = (name: string, zh: string, en: string, layer: KindDescription["layer"]): KindDescription => ({
  kind: name,
  zh,
  en,
  summary_zh: "",
  summary_en: "",
  layer,
  parameters: [],
  coupon_only: false,
});
const kinds = [
  kind("amount_off", "满减", "Amount off", "order"),
  kind("special", "特价", "Special price", "unit_price"),
];
const names = (list: StoredPromotion[]) => list.map((entry) => entry.promotion.name);

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
    const list = [stored("old", "ended", 9), stored("a", "active", 1), stored("draft", "draft", 5)];
    expect(names(inListOrder([...list, stored("b", "active", 2)], 100))).toEqual(["b", "a", "draft", "old"]);
  });
});

describe("the filters", () => {
  const funder = { kind: "supplier" as const, name: "伊利", share: 10_000 };
  const list = [
    stored("可乐", "active", 1, { kind: "special" }),
    stored("粮油", "active", 1, { funder }),
    stored("清洁", "draft"),
  ];
  const left = (change: Partial<ReturnType<typeof noFilter>>) =>
    names(filtered(list, kinds, { ...noFilter(), ...change }, 100));

  it("let everything through when none is set", () => {
    expect(left({})).toHaveLength(3);
    expect(isFiltered(noFilter())).toBe(false);
    expect(isFiltered({ ...noFilter(), text: "x" })).toBe(true);
  });
  it("look for words in name, kind and who pays", () => {
    expect(left({ text: "可" })).toEqual(["可乐"]);
    expect(left({ text: "满减" })).toEqual(["粮油", "清洁"]);
    expect(left({ text: "amount 伊利" })).toEqual(["粮油"]);
    expect(left({ text: "nothing" })).toEqual([]);
  });
  it("look at state, layer and kind", () => {
    expect(left({ phase: "draft" })).toEqual(["清洁"]);
    expect(left({ layer: "unit_price" })).toEqual(["可乐"]);
    expect(left({ kind: "amount_off", phase: "running" })).toEqual(["粮油"]);
  });
});

it("is put into another state as it is", () => {
  const { promotion_id, ...content } = promotion;
  const draft = draftOfStored(stored(promotion.name, "draft"), "active");
  expect(JSON.parse(JSON.stringify(draft))).toEqual({ ...content, state: "active", expected_version: 4 });
  expect(draft).not.toHaveProperty("promotion_id", promotion_id);
});
