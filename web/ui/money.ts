// How money and quantities are written and read. Money is a whole number of fen, a quantity a whole number of
// thousandths; both are turned into text and back by moving the decimal mark in the text, never by arithmetic.

function shift(value: number, places: number): { sign: string; whole: string; fraction: string } {
  if (!Number.isSafeInteger(value)) throw new RangeError(`not a whole amount: ${value}`);
  const text = String(value);
  const sign = text.startsWith("-") ? "-" : "";
  const digits = text.slice(sign.length).padStart(places + 1, "0");
  return { sign, whole: digits.slice(0, -places), fraction: digits.slice(-places) };
}

function unshift(text: string, places: number): number | null {
  const match = /^(\d{0,13})(?:[.\u3002](\d*))?$/.exec(text.trim());
  if (!match || (match[1] === "" && !match[2])) return null;
  const fraction = match[2] ?? "";
  if (fraction.length > places) return null;
  return Number(`${match[1]}${fraction.padEnd(places, "0")}`);
}

const grouped = (whole: string) => whole.replace(/\B(?=(\d{3})+$)/g, ",");

/** 1234567 -> "12,345.67"; the minus is the real minus sign, as wide as a plus. */
export function moneyText(fen: number): string {
  const { sign, whole, fraction } = shift(fen, 2);
  return `${sign ? "\u2212" : ""}${grouped(whole)}.${fraction}`;
}

/** 1234567 -> "¥12,345.67", -50 -> "−¥0.50". */
export function yuanText(fen: number): string {
  const text = moneyText(fen);
  return text.startsWith("\u2212") ? `\u2212¥${text.slice(1)}` : `¥${text}`;
}

/** "12.5" -> 1250; null when it is no amount or is finer than a fen. */
export const parseMoney = (text: string): number | null => unshift(text, 2);

/** 3000 -> "3", 425 -> "0.425". */
export function quantityText(milli: number): string {
  const { sign, whole, fraction } = shift(milli, 3);
  const rest = fraction.replace(/0+$/, "");
  return `${sign ? "\u2212" : ""}${grouped(whole)}${rest ? `.${rest}` : ""}`;
}

/** "0.425" -> 425; null when it is no quantity or is finer than a thousandth. */
export const parseQuantity = (text: string): number | null => unshift(text, 3);
