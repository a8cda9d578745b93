import { describe, expect, it } from "vitest";
import { expiringChart, monthName } from "./expiring_chart";

describe("points that expire by month", () => {
  it("shows this month and the twelve after it, over the end of the year", () => {
    const months = expiringChart([], "2026-11-26").map((bar) => bar.month);
    expect(months).toHaveLength(13);
    expect(months.slice(0, 3)).toEqual(["2026-11", "2026-12", "2027-01"]);
    expect(months.at(-1)).toBe("2027-11");
  });

  it("adds what expires in one month, and leaves the months between empty", () => {
    const bars = expiringChart(
      [
        { last_day: "2026-12-15", points: 30 },
        { last_day: "2026-12-31", points: 70 },
        { last_day: "2027-02-28", points: 50 },
      ],
      "2026-11-01",
    );
    expect(bars.slice(0, 4).map((bar) => bar.points)).toEqual([0, 100, 0, 50]);
    expect(bars.slice(0, 4).map((bar) => bar.share)).toEqual([0, 1, 0, 0.5]);
  });

  it("has flat bars when nothing expires", () => {
    expect(expiringChart([], "2026-01-31").every((bar) => bar.share === 0)).toBe(true);
  });

  it("names months in both languages", () => {
    expect(monthName("2026-11", "en")).toBe("Nov");
    expect(monthName("2027-01", "zh-CN")).toBe("1\u6708");
  });
});
