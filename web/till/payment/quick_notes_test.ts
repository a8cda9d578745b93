import { describe, expect, it } from "vitest";
import { quickNotes } from "./quick_notes";

describe("quick notes", () => {
  it.each([
    [4990, [5000, 10000, 50000]],
    [1230, [1300, 1500, 2000, 5000]],
    [5000, [10000, 50000]],
    [23455, [23500, 24000, 25000, 30000]],
    [60, [100, 500, 1000, 5000]],
    [0, []],
  ])("for %d are %j", (due, notes) => expect(quickNotes(due)).toEqual(notes));
});
