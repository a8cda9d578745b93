import { describe, expect, it } from "vitest";
import type { StoredPackage } from "@api/types";
import { packageWords, ratioOf } from "./package_words";

const plain = { bonus: 0, instalments: 1, points: 0, uses: 0, free_uses: 0 } as StoredPackage["package"];
const say = (key: string, values: object) => `${key.split(".").at(-1)} ${Object.values(values).join(" ")}`.trim();

describe("a package", () => {
  it("says all that it gives", () =>
    expect(packageWords({ ...plain, bonus: 5000, points: 100, coupons: "b", tier: "gold" }, say)).toEqual([
      "bonus ¥50.00",
      "points 100",
      "tier gold",
      "coupon",
    ]));
  it("says for how many months of which tier, by its name", () =>
    expect(packageWords({ ...plain, months: 12, tier: "gold" }, say, (tier) => tier.toUpperCase())).toEqual([
      "months 12",
      "tier_while GOLD",
    ]));
  it("says that the bonus comes in parts", () =>
    expect(packageWords({ ...plain, bonus: 12000, instalments: 12 }, say)).toEqual(["bonus_in ¥120.00 12"]));
  it("says how many uses, and for how long", () =>
    expect(packageWords({ ...plain, uses: 10, free_uses: 1, valid_days: 365 }, say)).toEqual([
      "uses 10",
      "free_uses 1",
      "days 365",
    ]));
  it("says the bonus in per cent of what is paid, never more", () => {
    expect(ratioOf({ price: 50000, bonus: 5000 })).toBe("10%");
    expect(ratioOf({ price: 30000, bonus: 2000 })).toBe("6%");
    expect(ratioOf({ price: 0, bonus: 1 })).toBe("");
  });
});
