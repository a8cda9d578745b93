import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { amountText, cardNumberOf, cardNumberText, changeText, isCardNumber, reasonKey } from "./amounts";

describe("amounts of value", () => {
  it("writes money as yuan and the rest as counts", () => {
    expect(amountText("principal", 123456)).toBe("¥1,234.56");
    expect(amountText("points", 123456)).toBe("123,456");
    expect(amountText("uses", 3)).toBe("3");
  });
  it("signs what came and what went", () => {
    expect(changeText("bonus", 5000)).toBe("+¥50.00");
    expect(changeText("bonus", -50)).toBe("\u2212¥0.50");
    expect(changeText("growth", 0)).toBe("0");
  });
});

describe("card numbers", () => {
  it("are shown in groups of four and read back", () => {
    expect(cardNumberText("9600123456789012")).toBe("9600 1234 5678 9012");
    expect(cardNumberOf(" ９６００ 1234-5678 9012 ")).toBe("9600123456789012");
  });
  it("have sixteen digits and begin with 96", () => {
    expect(isCardNumber("9600123456789012")).toBe(true);
    expect(isCardNumber("6900123456789012")).toBe(false);
    expect(isCardNumber("960012345678901")).toBe(false);
  });
});

describe("why value moved", () => {
  const operations = fileURLToPath(new URL("../../../src/wallet/wallet_types.hpp", import.meta.url));
  it("has words for every kind of operation that moves value", () => {
    const kinds = /enum class OperationKind \{([^}]*)\}/.exec(readFileSync(operations, "utf8"))![1]!.match(/\w+/g)!;
    const still = new Set(["card_state", "new_card_number"]);
    expect(kinds.filter((kind) => !still.has(kind) && reasonKey(kind) === null)).toEqual([]);
  });
  it("leaves words that it does not know as they are", () => expect(reasonKey("coupon-issued")).toBeNull());
});
