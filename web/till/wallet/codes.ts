// The codes of everything of value, told apart by length and beginning: cards (16 digits from 96), coupons (12 characters
// from Q), the member's changing code (20 digits from 9). Goods, members and phones have other lengths.

const DAMM = [
  "0317598642",
  "7092154863",
  "4206871359",
  "1750983426",
  "6123045978",
  "3674209581",
  "5869720134",
  "8945362017",
  "9438617205",
  "2581436790",
];

/** 0 for digits that end in their check digit after H. M. Damm. */
export const dammDigit = (digits: string): number =>
  [...digits].reduce((interim, digit) => Number(DAMM[interim]![Number(digit)]), 0);

export const isCardNumber = (text: string): boolean => /^96\d{14}$/.test(text) && dammDigit(text) === 0;
export const isMemberCode = (text: string): boolean => /^9\d{19}$/.test(text);
export const isPin = (text: string): boolean => /^\d{6}$/.test(text);

/** "q123-4567 89ab" as the server writes it; null for what can't be a coupon's code. Whether it is one, the server says. */
export function couponCode(text: string): string | null {
  const written = text.normalize("NFKC").replace(/[\s-]/g, "").toUpperCase();
  const read = written.slice(0, 1) + written.slice(1).replace(/O/g, "0").replace(/[IL]/g, "1");
  return /^Q[0-9A-HJKMNP-TV-Z]{11}$/.test(read) ? read : null;
}

/** What may stand on a receipt and a screen: the last four digits. */
export const maskedCard = (number: string): string => `****${number.slice(-4)}`;
