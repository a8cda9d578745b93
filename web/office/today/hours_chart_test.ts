import { describe, expect, it } from "vitest";
import { hoursChart, roundStep } from "./hours_chart";

describe("sales by hour", () => {
  it("shows the opening hours even on a quiet day", () => {
    const { bars, marks } = hoursChart([]);
    expect(bars.map((bar) => bar.hour)).toEqual([8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21]);
    expect(bars.every((bar) => bar.share === 0)).toBe(true);
    expect(marks.map((mark) => mark.fen)).toEqual([0, 100]);
  });

  it("puts the small hours at the end of the business day", () => {
    const { bars } = hoursChart([
      { hour: 1, sales: 1, sold: 500 },
      { hour: 22, sales: 1, sold: 900 },
    ]);
    expect(bars.slice(-4).map((bar) => bar.hour)).toEqual([22, 23, 0, 1]);
  });

  it("keeps every bar below the highest mark and the highest bar near it", () => {
    for (const top of [1, 99, 100, 4321, 99999, 100000, 123456789]) {
      const { bars, marks } = hoursChart([{ hour: 9, sales: 1, sold: top }]);
      const highest = Math.max(...bars.map((bar) => bar.share));
      expect(highest).toBeLessThanOrEqual(1);
      expect(marks.at(-1)!.fen).toBeGreaterThanOrEqual(top);
      expect(marks.length).toBeLessThanOrEqual(6);
    }
  });

  it.each([
    [1, 100],
    [150, 200],
    [201, 500],
    [5100, 10000],
    [10000, 10000],
  ])("steps of %d fen become %d", (fen, step) => expect(roundStep(fen)).toBe(step));
});
