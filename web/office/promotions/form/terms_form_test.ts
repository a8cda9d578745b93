import { describe, expect, it } from "vitest";
import { conditionsFormOf, conditionsOf, emptyConditions } from "./terms_form";

const stored = {
  audience: { tiers: ["gold"], tags: ["new"], shops: [], channels: ["till"] },
  terms: {
    mandatory: false,
    by_coupon: true,
    skip_discounted: true,
    on_break: "reprice" as const,
    exclusive_group: 7,
  },
  limits: { per_order: 2, budget: 100_000 },
  funder: { kind: "supplier" as const, name: "伊利", share: 5000 },
};

describe("whom it is for, terms, limits and who pays", () => {
  it("come back as they were", () => expect(conditionsOf(conditionsFormOf(stored))).toEqual(stored));
  it("are not sent when they say nothing", () => {
    expect(conditionsOf(emptyConditions())).toEqual({});
    expect(conditionsOf(conditionsFormOf({}))).toEqual({});
    expect(conditionsOf(conditionsFormOf({ audience: null, terms: null, limits: null, funder: null }))).toEqual({});
  });
  it("leave out the group and the limits that are empty", () => {
    const form = conditionsFormOf({ terms: { ...stored.terms, exclusive_group: null }, limits: { per_day: 3 } });
    expect(conditionsOf(form).terms).not.toHaveProperty("exclusive_group");
    expect(conditionsOf(form).limits).toEqual({ per_day: 3 });
  });
  it("do not change the stored one while they are edited", () => {
    const form = conditionsFormOf(stored);
    form.audience.tiers.push("silver");
    expect(stored.audience.tiers).toEqual(["gold"]);
  });
  it("let a shop pay all of it", () => {
    const form = emptyConditions();
    form.funder = { kind: "shop", name: " 开业 ", share: 5000 };
    expect(conditionsOf(form).funder).toEqual({ kind: "shop", name: "开业", share: 10_000 });
  });
});
