import { describe, expect, it } from "vitest";
import { code128, code128Path, symbolsOf } from "./code128";

describe("Code 128", () => {
  it("uses digit pairs where they are shorter", () => {
    expect(symbolsOf("123456").slice(0, -1)).toEqual([105, 12, 34, 56]);
    expect(symbolsOf("AB").slice(0, -1)).toEqual([104, 33, 34]);
    expect(symbolsOf("R2611220300123").slice(0, 3)).toEqual([104, 50, 18]);
  });
  it("checks: PJJ123C, which has check 54 when it begins in set A, has one more in set B", () =>
    expect(symbolsOf("PJJ123C").at(-1)).toBe(55));
  it("has eleven modules a symbol and thirteen to stop", () => {
    const text = "R2611220300123";
    const { path, width } = code128Path(text);
    expect(width).toBe(symbolsOf(text).length * 11 + 13);
    expect(code128(text).reduce((a, b) => a + b)).toBe(width);
    expect(path.startsWith("M0 0h2v1h-2z")).toBe(true);
  });
  it("gives every symbol eleven modules", () => {
    for (let symbol = 32; symbol < 127; symbol++) {
      const widths = code128(String.fromCharCode(symbol));
      expect(widths.slice(6, 12).reduce((a, b) => a + b)).toBe(11);
    }
  });
  it("refuses what it can't carry", () => expect(() => code128("惠")).toThrow(RangeError));
});
