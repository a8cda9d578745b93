import { describe, expect, it } from "vitest";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { ref, shallowRef } from "vue";
import { loadEngine } from "@engine/engine";
import type { PromotionDraft } from "../server/schema";
import { placeOf, rowAtFault } from "./refusal_place";
import { useCheck } from "./use_check";

const at = (path: string) => placeOf({ details: [{ name: "path", value: path }] });

describe("where a refusal belongs", () => {
  it.each([
    ["/parameters/off", { section: "parameters", field: "off", row: null }],
    ["/parameters/rows/2/off", { section: "parameters", field: "rows", row: 2 }],
    ["/limits/per_order", { section: "limits", field: "per_order", row: null }],
    ["/schedule", { section: "schedule", field: "", row: null }],
    ["", { section: "", field: "", row: null }],
  ])("%j", (path, place) => expect(at(path)).toEqual(place));
  it("is the whole promotion without a path", () => expect(placeOf({ details: [] }).section).toBe(""));
});

describe("the row at fault", () => {
  const refusedFrom = (bad: number) => (first: number[]) => (first.includes(bad) ? "wrong" : null);
  it("ends the shortest beginning that is refused", () => {
    expect(rowAtFault([1, 2, 3, 4], "wrong", refusedFrom(2))).toBe(1);
    expect(rowAtFault([1, 2, 3, 4], "wrong", refusedFrom(4))).toBe(3);
  });
  it("is not one that is refused for something else", () =>
    expect(rowAtFault([1, 2, 3], "wrong", (first) => (first.length < 3 ? "other" : "wrong"))).toBe(2));
  it("is none without rows", () => expect(rowAtFault([], "wrong", () => null)).toBeNull());
});

describe("what the engine says against a draft", async () => {
  const file = fileURLToPath(new URL("../../../build/wasm/engine.wasm", import.meta.url));
  const engine = await loadEngine(readFileSync(file));
  const check = (kind: string, parameters: unknown, more: Partial<PromotionDraft> = {}) => {
    const draft: PromotionDraft = {
      kind,
      name: "x",
      state: "draft",
      members_only: false,
      scope: { products: [], categories: [], excluded_products: [], excluded_categories: [] },
      schedule: { weekdays: [] },
      parameters,
      ...more,
    };
    const description = engine.kinds().find((entry) => entry.kind === kind)!;
    return useCheck(shallowRef(engine), ref(draft), ref(description)).value;
  };

  it("is nothing when it makes sense", () =>
    expect(check("tiered_amount_off", { rows: [{ threshold: 10000, off: 1000 }] })).toBeNull());
  it("names the row, in both languages", () => {
    const rows = [
      { threshold: 10000, off: 1000 },
      { threshold: 20000, off: 900 },
      { threshold: 30000, off: 4000 },
    ];
    const complaint = check("tiered_amount_off", { rows });
    expect(complaint).toMatchObject({ section: "parameters", field: "rows", row: 1 });
    expect(complaint?.text_zh).toContain("每一行");
    expect(complaint?.text_en).toContain("row");
  });
  it("names a field or a section", () => {
    expect(check("percent_off", { off: 0 })).toMatchObject({ section: "parameters", field: "off", row: null });
    expect(check("percent_off", { off: 1000 }, { schedule: { weekdays: [], from_minute: 60 } })).toMatchObject({
      section: "schedule",
    });
    expect(check("percent_off", { off: 1000 }, { limits: { per_order: 0 } })).toMatchObject({
      section: "limits",
      field: "per_order",
    });
  });
});
