import { describe, expect, it } from "vitest";
import type { PromotionDraft } from "../server/schema";
import { daysUntil, draftKey, percentDone, rateText, secondsLeft, shareText, underWay } from "./run_progress";

const run = (state: "waiting" | "running" | "done" | "cancelled" | "failed", baskets_done = 0, baskets_total = 0) => ({
  state,
  baskets_done,
  baskets_total,
  elapsed_ms: 2000,
});

describe("a run on its way", () => {
  it("is under way until it ends", () => {
    expect(underWay(run("waiting"))).toBe(true);
    expect(underWay(run("running"))).toBe(true);
    expect(underWay(run("failed"))).toBe(false);
    expect(underWay(null)).toBe(false);
  });
  it("is whole only when it is done", () => {
    expect(percentDone(run("running", 999, 1000))).toBe(99);
    expect(percentDone(run("running", 1000, 1000))).toBe(99);
    expect(percentDone(run("running"))).toBe(0);
    expect(percentDone(run("done"))).toBe(100);
  });
  it("says how long it will take", () => {
    expect(secondsLeft(run("running", 1000, 4000))).toBe(6);
    expect(secondsLeft(run("running", 0, 4000))).toBeNull();
    expect(secondsLeft(run("done", 4000, 4000))).toBeNull();
  });
});

describe("what a result belongs to", () => {
  const draft: PromotionDraft = {
    kind: "percent_off",
    name: "九折",
    state: "draft",
    members_only: false,
    scope: { products: [], categories: [], excluded_products: [], excluded_categories: [] },
    schedule: { weekdays: [] },
    parameters: { off: 1000 },
  };
  it("does not change with the state or the version", () => {
    expect(draftKey({ ...draft, state: "active", expected_version: 3 })).toBe(draftKey(draft));
    expect(draftKey({ ...draft, members_only: true })).not.toBe(draftKey(draft));
  });
  it("covers so many days", () => {
    expect(daysUntil("2026-03-01", 1)).toEqual({ from_day: "2026-03-01", to_day: "2026-03-01" });
    expect(daysUntil("2026-03-01", 28)).toEqual({ from_day: "2026-02-02", to_day: "2026-03-01" });
  });
});

describe("rates in words", () => {
  it.each([
    [2134, "21.3%"],
    [-250, "−2.5%"],
    [0, "0.0%"],
    [9996, "100.0%"],
  ])("%i is %s", (given, text) => expect(rateText(given)).toBe(text));
  it("has no share of nothing", () => {
    expect(shareText(1, 3)).toBe("33.3%");
    expect(shareText(0, 0)).toBe("");
  });
});
