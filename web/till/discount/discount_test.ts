import { describe, expect, it } from "vitest";
import { manualOf, readTyped, saidOf } from "./discount";

describe("a discount by hand", () => {
  it("is a percentage up to the whole", () => {
    expect(readTyped("percent", "12.5", 0)).toEqual({ ok: true, value: 1250 });
    expect(readTyped("percent", "100", 0)).toEqual({ ok: true, value: 10_000 });
    expect(readTyped("percent", "100.01", 0).ok).toBe(false);
    expect(readTyped("percent", "0", 0).ok).toBe(false);
    expect(readTyped("percent", "half", 0).ok).toBe(false);
  });

  it("is an amount up to the total, also in full-width digits", () => {
    expect(readTyped("amount", "５", 500)).toEqual({ ok: true, value: 500 });
    expect(readTyped("amount", "5.01", 500)).toEqual({ ok: false, key: "till.discount.too_much" });
  });

  it("is a price below the shelf's, which may be nothing", () => {
    expect(readTyped("price", "0", 500)).toEqual({ ok: true, value: 0 });
    expect(readTyped("price", "5", 500)).toEqual({ ok: false, key: "till.discount.not_lower" });
  });

  it("goes to the engine as one of the two", () => {
    expect(manualOf("percent", 1000, "熟客")).toEqual({ off: 1000, amount: 0, reason: "熟客" });
    expect(manualOf("amount", 250, "熟客")).toEqual({ off: 0, amount: 250, reason: "熟客" });
  });

  it("is said as the shop says it", () => {
    expect(saidOf(1000)).toEqual({ fold: "9", rest: "90" });
    expect(saidOf(1500)).toEqual({ fold: "8.5", rest: "85" });
  });
});
