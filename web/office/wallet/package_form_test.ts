import { describe, expect, it } from "vitest";
import { Refusal } from "../server/refusal";
import type { Package } from "../server/schema";
import {
  bonusRatio,
  fieldOf,
  hasField,
  packageFormOf,
  packageOf,
  packageProblems,
  type PackageForm,
} from "./package_form";

const limits = { registered_limit: 5000_00, bearer_limit: 1000_00 };
const form = (changes: Partial<PackageForm>): PackageForm => ({
  ...packageFormOf(null),
  name: "recharge",
  price: 500_00,
  ...changes,
});
const problems = (changes: Partial<PackageForm>) => packageProblems(form(changes), limits);

describe("a package's form", () => {
  it("asks for a name and a price", () => {
    expect(Object.keys(packageProblems(packageFormOf(null), limits))).toEqual(["name", "price"]);
    expect(problems({})).toEqual({});
  });

  it("asks a membership for its months and its tier, and sends nothing else", () => {
    expect(problems({ kind: "membership" })).toEqual({
      months: "office.packages.months_missing",
      tier: "office.packages.tier_missing",
    });
    const year = form({ kind: "membership", price: 199_00, months: 12, tier: "gold", points: 50, shops: ["s"] });
    expect(packageProblems(year, limits)).toEqual({});
    expect(packageOf(year, null, true)).toMatchObject({
      months: 12,
      tier: "gold",
      points: 0,
      shops: [],
      coupons: null,
    });
    expect(packageOf({ ...year, kind: "stored" }, null, true)).not.toHaveProperty("months");
  });

  it("counts a name as the server does, in bytes", () => {
    expect(problems({ name: "\u5145".repeat(40) })).toEqual({});
    expect(problems({ name: "\u5145".repeat(41) }).name).toBe("office.packages.name_long");
  });

  it.each([
    [{ price: 4500_00, bonus: 500_00 }, undefined],
    [{ price: 4500_00, bonus: 500_01 }, "office.packages.over_registered"],
    [{ kind: "gift" as const, price: 1000_00 }, undefined],
    [{ kind: "gift" as const, price: 1000_01 }, "office.packages.over_bearer"],
    [{ kind: "count" as const, price: 9000_00, uses: 10 }, undefined],
  ])("keeps the law's limit of a card: %o", (changes, wanted) => expect(problems(changes).price).toBe(wanted));

  it.each([
    [{ bonus: 0, instalments: 3 }, "office.packages.instalments_no_bonus"],
    [{ bonus: 2, instalments: 3 }, "office.packages.instalments_small"],
    [{ bonus: 3, instalments: 3 }, undefined],
    [{ bonus: 30_00, instalments: null }, "office.packages.instalments_missing"],
  ])("pays a bonus in parts only when there is one: %o", (changes, wanted) =>
    expect(problems(changes).instalments).toBe(wanted),
  );

  it("asks how many uses a count card has", () => {
    expect(problems({ kind: "count" })).toEqual({ uses: "office.packages.uses_missing" });
  });
});

describe("the package that is sent", () => {
  const stored: Package = {
    kind: "count",
    name: "water",
    price: 300_00,
    bonus: 0,
    instalments: 1,
    points: 10,
    uses: 20,
    free_uses: 2,
    valid_days: 365,
    tax_rate: 1300,
    tier: null,
    coupons: "0190",
    shops: ["0191"],
    on_sale: true,
  };

  it("is the one that was read when nothing changed", () => {
    expect(packageOf(packageFormOf(stored), stored, true)).toEqual(stored);
  });

  it("has nothing of another kind, whatever was typed before the kind was chosen", () => {
    const typed = form({ kind: "gift", bonus: 50_00, points: 5, tier: "gold", uses: 3, valid_days: 9 });
    const sent = packageOf(typed, null, true);
    expect([sent.bonus, sent.points, sent.tier, sent.uses, sent.valid_days]).toEqual([0, 0, null, 0, null]);
    expect(hasField("gift", "bonus")).toBe(false);
  });

  it("goes off sale unchanged", () => {
    expect(packageOf(packageFormOf(stored), stored, false)).toEqual({ ...stored, on_sale: false });
  });
});

describe("the bonus of a hundred paid", () => {
  it.each([
    [500_00, 60_00, 1200],
    [300_00, 10_00, 333],
    [500_00, 0, null],
    [null, 10, null],
  ])("of %d for %d is %d", (price, bonus, wanted) => expect(bonusRatio(price, bonus)).toBe(wanted));
});

describe("the field of a refusal", () => {
  const refusal = (name: string, value: string) => new Refusal("malformed", "x", "", "", [{ name, value }]);
  it.each([
    ["field", "bonus", "bonus"],
    ["path", "package.price", "price"],
    ["path", "/package/uses", "uses"],
    ["version", "3", null],
  ])("%s %s", (name, value, wanted) => expect(fieldOf(refusal(name, value))).toBe(wanted));
  it("is none when the server could not be reached", () => expect(fieldOf(new Error("x"))).toBeNull());
});
