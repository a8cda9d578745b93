// How amounts of each kind of value are written, and which words say why they moved. Money is whole fen; points,
// growth and uses are whole.
import { quantityText, yuanText } from "@ui/money";
import type { Asset } from "../server/schema";

const MONEY = new Set<Asset>(["principal", "bonus", "receivable"]);

export const countText = (count: number) => quantityText(count * 1000);
export const amountText = (asset: Asset, amount: number) => (MONEY.has(asset) ? yuanText(amount) : countText(amount));
/** With a plus before what came in. */
export const changeText = (asset: Asset, change: number) => (change > 0 ? "+" : "") + amountText(asset, change);

const REASONS = new Set([
  "sale",
  "return",
  "recharge",
  "gift_card",
  "count_card",
  "use_count_card",
  "cash_out",
  "adjust_points",
  "adjust_growth",
  "donate_points",
  "merge",
  "unmerge",
  "close",
  "expiry",
  "activation",
  "credit_payment",
  "adjust_credit",
  "household_join",
  "household_leave",
  "membership",
  "membership_refund",
]);
/** The key of the reason's words; null: not known here, and shown as it came. */
export const reasonKey = (reason: string) => (REASONS.has(reason) ? `office.wallet.reasons.${reason}` : null);

/** "9600123456789012" -> "9600 1234 5678 9012" */
export const cardNumberText = (number: string) => number.replace(/(\d{4})(?=\d)/g, "$1 ");
/** What somebody typed or read off a card: full-width digits, spaces and dashes are accepted. */
export const cardNumberOf = (typed: string) => typed.normalize("NFKC").replace(/[\s-]/g, "");
export const isCardNumber = (number: string) => /^96\d{14}$/.test(number);
