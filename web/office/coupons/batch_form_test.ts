import { describe, expect, it } from "vitest";
import { batchDraftOf, batchFormOf, batchProblems } from "./batch_form";

const filled = () => ({ ...batchFormOf(null), promotion_id: "p", name: " 开业券 " });

describe("the form of a batch of coupons", () => {
  it("says what is missing", () => {
    expect(Object.keys(batchProblems(batchFormOf(null)))).toEqual(["promotion_id", "name"]);
    expect(batchProblems({ ...filled(), days: null })).toHaveProperty("days");
    expect(batchProblems({ ...filled(), ways: [] })).toHaveProperty("ways");
    const fixed = { ...filled(), days_kind: "fixed" as const, from: "2026-03-02" };
    expect(batchProblems(fixed)).toHaveProperty("until");
    expect(batchProblems({ ...fixed, until: "2026-03-01" }).until).toBe("office.coupons.until_before");
    expect(batchProblems({ ...fixed, until: "2026-03-02" })).toEqual({});
  });

  it("sends one kind of days, trimmed words, and no limit that is empty", () => {
    const draft = batchDraftOf({ ...filled(), until: "2026-03-02", per_member: 2 }, "active", 3);
    expect(draft).toMatchObject({ name: "开业券", state: "active", expected_version: 3 });
    expect(draft?.validity).toEqual({ from: undefined, until: undefined, days: 30 });
    expect(draft?.limits).toEqual({ issued: undefined, used: undefined, per_member: 2 });
    expect(batchDraftOf(batchFormOf(null), "draft", 0)).toBeNull();
  });
});
