import { describe, expect, it } from "vitest";
import { isPhone, isReceiptNumber, looksLikeCode, readInput } from "./input_line";

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

  it.each([
    ["2110001004254", true],
    ["69019388", true],
    ["261000102376011880", true],
    ["]d20106921168509256\x1d17261231", true],
    ["010692116850925610AB", true],
    ["(01)06921168509256(17)261231", true],
    ["https://a.cn/01/06921168509256", true],
    ["13812345678", false],
    ["1000000017", false],
    ["4011", false],
    ["niunai", false],
    ["R2611220300123", false],
  ])("%j looks like a code: %s", (text, looks) => expect(looksLikeCode(text)).toBe(looks));
  it("leaves a star inside a code alone", () =>
    expect(readInput("0106921168509256" + "10*7").text).toBe("010692116850925610*7"));

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
