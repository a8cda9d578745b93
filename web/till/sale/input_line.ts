// What the one line of input may hold: "3*6901234567892", "3*", "0.425*apple", a barcode, a phone number, a search.
import { parseQuantity } from "@ui/money";

export interface InputLine {
  /** thousandths, from the part before the star; null without one */
  quantity: number | null;
  /** what follows the star, without spaces around it */
  text: string;
}

const STAR = /^\s*([\d.\u3002\uff10-\uff19]{1,12})\s*[*\u00d7\uff0a]\s*(.*)$/s;

/** Full-width digits and letters (an input method's) become plain ones. */
export function plain(text: string): string {
  return text.normalize("NFKC").trim();
}

export function readInput(text: string): InputLine {
  const match = STAR.exec(text);
  const quantity = match ? parseQuantity(plain(match[1]!)) : null;
  if (!match || quantity === null || quantity === 0) return { quantity: null, text: plain(text) };
  return { quantity, text: plain(match[2]!) };
}

/** GS: between the elements of a two-dimensional code. */
export const SEPARATOR = "\x1d";

/** By its look the text is a code's, and worth asking the engine what it says. */
export function looksLikeCode(text: string): boolean {
  if (/^\d+$/.test(text))
    return [8, 12, 13, 14, 18].includes(text.length) || (text.length >= 16 && /^0[12]/.test(text));
  if (/^https?:\/\/\S+$/i.test(text) || /^\][A-Za-z]\d./.test(text)) return true;
  return /^(?:\(0[12]\)|0[12]\d{14})/.test(text) || text.includes(SEPARATOR);
}

/** Of a coupon: letters and digits from Q; of a card: 16 digits from 96. */
export { couponCode, isCardNumber } from "../wallet/codes";

export const isPhone = (text: string): boolean =>
  /^1\d{10}$/.test(text.replace(/[\s-]/g, "").replace(/^\+?86(?=1)/, ""));
export const isReceiptNumber = (text: string): boolean => /^R\d{13,}$/i.test(text);
