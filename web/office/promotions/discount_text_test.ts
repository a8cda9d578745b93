import { expect, it } from "vitest";
import { percentLeft, tenths } from "./discount_text";

it.each([
  [2000, "8", "80"],
  [2500, "7.5", "75"],
  [500, "9.5", "95"],
  [9000, "1", "10"],
  [1, "9.999", "99.99"],
  [0, null, null],
  [10000, null, null],
  [null, null, null],
])("%j basis points off leave %j tenths, %j percent", (off, zhe, left) => {
  expect(tenths(off)).toBe(zhe);
  expect(percentLeft(off)).toBe(left);
});
