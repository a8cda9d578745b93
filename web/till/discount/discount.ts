// 整单优惠 and 改价: what was typed becomes a percentage, an amount or a price, or a word on what is wrong with it. The
// engine decides what it comes to.
import type { ManualDiscount } from "@api/types";
import { parseMoney } from "@ui/money";
import { plain } from "../sale/input_line";

export const WAYS = ["percent", "amount", "price"] as const;
export type Way = (typeof WAYS)[number];

/** 10000: all of it */
const WHOLE = 10_000;

export type Typed = { ok: true; value: number } | { ok: false; key: string };

/** `most`: the bill's total for an amount, the shelf price for a price; both stay below it. */
export function readTyped(way: Way, text: string, most: number): Typed {
  const value = parseMoney(plain(text)); // two places: also a percentage, whose unit is a hundredth
  if (value === null || (way !== "price" && value === 0)) return { ok: false, key: `till.discount.wrong_${way}` };
  if (way === "percent" && value > WHOLE) return { ok: false, key: "till.discount.wrong_percent" };
  if (way === "amount" && value > most) return { ok: false, key: "till.discount.too_much" };
  if (way === "price" && value >= most) return { ok: false, key: "till.discount.not_lower" };
  return { ok: true, value };
}

export const manualOf = (way: "percent" | "amount", value: number, reason: string): ManualDiscount => ({
  off: way === "percent" ? value : 0,
  amount: way === "amount" ? value : 0,
  reason,
});

/** 1500: the shop says 8.5 折, in English 85 % are left to pay. */
export const saidOf = (off: number): { fold: string; rest: string } => ({
  fold: String((WHOLE - off) / 1000),
  rest: String((WHOLE - off) / 100),
});
