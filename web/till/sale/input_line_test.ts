import { describe, expect, it } from "vitest";
import { isPhone, isReceiptNumber, readInput } from "./input_line";

describe("the line of input", () => {
  it.each([
    ["6901234567892", null, "6901234567892"],
    ["3*6901234567892", 3000, "6901234567892"],
    ["3 × 6901234567892", 3000, "6901234567892"],
    ["3＊niunai", 3000, "niunai"],
    ["１２*niunai", 12000, "niunai"],
    ["0.425*pg", 425, "pg"],
    ["5*", 5000, ""],
    ["*5", null, "*5"],
    ["0*69", null, "0*69"],
    ["0.4255*69", null, "0.4255*69"],
    ["  牛奶 250 ", null, "牛奶 250"],
    ["６９０１", null, "6901"],
  ])("%j", (typed, quantity, text) => expect(readInput(typed)).toEqual({ quantity, text }));

  it("knows a mobile number", () => {
    expect(isPhone("13812345678")).toBe(true);
    expect(isPhone("+86 138 1234 5678")).toBe(true);
    expect(isPhone("6901234567892")).toBe(false);
    expect(isPhone("23812345678")).toBe(false);
  });
  it("knows a receipt number", () => {
    expect(isReceiptNumber("R2611220300123")).toBe(true);
    expect(isReceiptNumber("6901234567892")).toBe(false);
  });
});
