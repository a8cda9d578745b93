import { describe, expect, it } from "vitest";
import { hoursText, minuteOf, scheduleFormOf, scheduleOf } from "./schedule_form";

describe("when a promotion is open", () => {
  const evening = {
    starts_at: Date.UTC(2026, 10, 21, 16),
    ends_at: Date.UTC(2026, 10, 28, 16),
    weekdays: [5, 6],
    from_minute: 1050,
    to_minute: 1440,
  };

  it("stands in the form by the shop's clock", () =>
    expect(scheduleFormOf(evening)).toEqual({
      starts: "2026-11-22 00:00",
      ends: "2026-11-29 00:00",
      weekdays: [5, 6],
      from: "17:30",
      to: "24:00",
    }));
  it("tells its hours in the list", () => {
    expect(hoursText(evening)).toBe("17:30–24:00");
    expect(hoursText({ weekdays: [] })).toBe("");
  });
  it("comes back as it was", () => expect(scheduleOf(scheduleFormOf(evening))).toEqual(evening));
  it("is always, when nothing is filled in", () =>
    expect(scheduleOf({ starts: "", ends: "", weekdays: [], from: "", to: "" })).toEqual({ weekdays: [] }));
  it("says every day by no weekday", () =>
    expect(scheduleOf({ starts: "", ends: "", weekdays: [7, 1, 2, 3, 4, 5, 6], from: "", to: "" }).weekdays).toEqual(
      [],
    ));
  it.each([
    ["00:00", 0],
    ["8:05", 485],
    ["24:00", 1440],
    ["24:01", null],
    ["12:60", null],
    ["", null],
  ])("%j is minute %s", (text, minute) => expect(minuteOf(text)).toBe(minute));
});
