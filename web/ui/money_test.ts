import { describe, expect, it } from "vitest";
import { moneyText, parseMoney, parseQuantity, quantityText, yuanText } from "./money";

describe("money as text", () => {
  it.each([
    [0, "0.00"],
    [5, "0.05"],
    [50, "0.50"],
    [1250, "12.50"],
    [123456789, "1,234,567.89"],
    [-1, "−0.01"],
    [2251799813685247, "22,517,998,136,852.47"],
  ])("%d fen is %s", (fen, text) => expect(moneyText(fen)).toBe(text));

  it("sets the minus before the currency", () => expect(yuanText(-1290)).toBe("−¥12.90"));
  it("refuses a broken amount", () => expect(() => moneyText(0.5)).toThrow(RangeError));
});

describe("text as money", () => {
  it.each([
    ["12", 1200],
    ["12.5", 1250],
    ["12.", 1200],
    [".5", 50],
    ["0.29", 29],
    ["1.15", 115],
    [" 8.88 ", 888],
    ["12。5", 1250],
    ["12.345", null],
    ["-3", null],
    ["abc", null],
    ["", null],
    [".", null],
  ])("%j is %s", (text, fen) => expect(parseMoney(text)).toBe(fen));
});

describe("quantities", () => {
  it.each([
    [1000, "1"],
    [425, "0.425"],
    [12500, "12.5"],
    [-2000, "−2"],
    [1234000, "1,234"],
  ])("%d is %s", (milli, text) => expect(quantityText(milli)).toBe(text));
  it("reads kilograms to the gram", () => {
    expect(parseQuantity("0.425")).toBe(425);
    expect(parseQuantity("3")).toBe(3000);
    expect(parseQuantity("0.4255")).toBeNull();
  });
});
