import { describe, expect, it } from "vitest";
import { readNumber, writeNumber } from "./number_input";

describe("yuan text to fen", () => {
  it.each([
    ["12", 1200],
    ["12.5", 1250],
    ["0.29", 29],
    ["1.15", 115],
    ["4.35", 435],
    ["1.10", 110],
    ["1,234.56", 123456],
    ["¥8.8", 880],
    ["８．８０元", 880],
    ["12。5", 1250],
    [".5", 50],
    ["3.", 300],
    ["2.500", 250],
    ["70368744177663.99", 7036874417766399],
  ])("%s is %d", (text, fen) => expect(readNumber(text, 2)).toEqual({ value: fen, problem: null }));

  it.each([
    ["", "empty"],
    ["  ", "empty"],
    ["元", "empty"],
    ["abc", "malformed"],
    ["1.2.3", "malformed"],
    ["-3", "malformed"],
    [".", "malformed"],
    ["1e3", "malformed"],
    ["12元3", "malformed"],
    ["1%2", "malformed"],
    ["0.125", "too_fine"],
    ["99999999999999999", "too_big"],
  ])("%j is %s", (text, problem) => expect(readNumber(text, 2)).toEqual({ value: null, problem }));

  it("keeps the limits", () => {
    expect(readNumber("1000000.00", 2, { maximum: 100_000_000 }).value).toBe(100_000_000);
    expect(readNumber("1000000.01", 2, { maximum: 100_000_000 }).problem).toBe("too_big");
    expect(readNumber("0", 2, { minimum: 1 }).problem).toBe("too_small");
  });

  it("reads what it wrote, for every amount below ten yuan", () => {
    for (let fen = 0; fen < 1000; fen += 1) {
      expect(readNumber(writeNumber(fen, 2), 2).value).toBe(fen);
      expect(readNumber(writeNumber(fen, 2, true), 2).value).toBe(fen);
    }
  });
});

describe("percents and counts", () => {
  it("reads percent as basis points", () => {
    expect(readNumber("13%", 2).value).toBe(1300);
    expect(writeNumber(1300, 2, true)).toBe("13");
    expect(writeNumber(850, 2, true)).toBe("8.5");
  });
  it("reads counts without a fraction", () => {
    expect(readNumber("3", 0).value).toBe(3);
    expect(readNumber("3.0", 0).value).toBe(3);
    expect(readNumber("3.5", 0).problem).toBe("too_fine");
    expect(writeNumber(3, 0)).toBe("3");
  });
  it("writes nothing for nothing", () => expect(writeNumber(null, 2)).toBe(""));
});
