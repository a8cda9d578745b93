import { describe, expect, it } from "vitest";
import { couponCode, dammDigit, isCardNumber, isMemberCode, isPin, maskedCard } from "./codes";

describe("codes of value", () => {
  it("end card numbers in a check digit after Damm (the example of his thesis: 572, then 4)", () => {
    expect(dammDigit("572")).toBe(4);
    expect(dammDigit("5724")).toBe(0);
  });
  it("are card numbers with 16 digits from 96, and nothing mistyped is", () => {
    const number = `960000000000123${dammDigit("960000000000123")}`;
    expect(isCardNumber(number)).toBe(true);
    for (let at = 2; at < 16; at++) {
      const wrong = (Number(number[at]) + 1) % 10;
      expect(isCardNumber(number.slice(0, at) + wrong + number.slice(at + 1))).toBe(false);
    }
    expect(isCardNumber("6901234567892")).toBe(false);
  });
  it("tell a member's code and a PIN by their length", () => {
    expect(isMemberCode("91000000013012345677")).toBe(true);
    expect(isMemberCode("9600000000001234")).toBe(false);
    expect(isPin("123456")).toBe(true);
    expect(isPin("12345")).toBe(false);
  });
  it.each([
    ["Q0123456789A", "Q0123456789A"],
    ["q012-3456 789a", "Q0123456789A"],
    ["QO1234567I9L", "Q01234567191"],
    ["Q0123456789", null],
    ["P0123456789A", null],
    ["quanfu", null],
  ])("%j read as a coupon is %j", (typed, code) => expect(couponCode(typed)).toBe(code));
  it("show four digits of a card", () => expect(maskedCard("9600000000001234")).toBe("****1234"));
});
