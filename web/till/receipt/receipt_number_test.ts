import { describe, expect, it } from "vitest";
import { businessDay, receiptNumber, shopTime } from "./receipt_number";

describe("receipt numbers", () => {
  it("tell the day, the till and the sequence", () => {
    expect(receiptNumber("2026-11-22", 3, 123)).toBe("R2611220300123");
    expect(receiptNumber("2026-11-22", 112, 1234567)).toBe("R2611221121234567");
  });
  it("belong to the day before until the shop's day begins", () => {
    const at = Date.UTC(2026, 10, 21, 19, 59);
    expect(businessDay(at, 480, 240)).toBe("2026-11-21");
    expect(businessDay(at + 60_000, 480, 240)).toBe("2026-11-22");
  });
  it("carry the shop's time", () => expect(shopTime(Date.UTC(2026, 10, 22, 6, 5, 9), 480)).toBe("2026-11-22 14:05:09"));
});
