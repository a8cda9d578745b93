import { afterEach, describe, expect, it } from "vitest";
import { businessDay, dayOf, instantOf, localOf, offsetMinutes, shiftDay, timeText, useShopClock } from "./when";

afterEach(() => useShopClock("Asia/Shanghai", 240));

describe("the shop's clock", () => {
  const late = Date.UTC(2026, 10, 22, 17, 30); // 01:30 on the 23rd in Shanghai

  it("shows instants in the shop's zone", () => {
    expect(dayOf(late)).toBe("2026-11-23");
    expect(timeText(late)).toBe("01:30:00");
  });
  it("counts the small hours to the day before", () => {
    expect(businessDay(late)).toBe("2026-11-22");
    useShopClock("Asia/Shanghai", 60);
    expect(businessDay(late)).toBe("2026-11-23");
  });
  it("moves days over the end of a month and a year", () => {
    expect(shiftDay("2026-12-31", 1)).toBe("2027-01-01");
    expect(shiftDay("2028-03-01", -1)).toBe("2028-02-29");
  });
  it("turns the shop's clock into an instant and back", () => {
    expect(instantOf("2026-11-23T01:30")).toBe(late);
    expect(localOf(late)).toBe("2026-11-23T01:30");
    expect(offsetMinutes(late)).toBe(480);
  });
  it("keeps the hour when the zone changes its clock", () => {
    useShopClock("Europe/Berlin", 240);
    expect(localOf(instantOf("2026-03-29T12:00"))).toBe("2026-03-29T12:00");
    expect(localOf(instantOf("2026-10-25T12:00"))).toBe("2026-10-25T12:00");
  });
});
