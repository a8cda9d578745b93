// How one bill is paid with several tenders. What a card pays, what of that is bonus money, which tender promotions and
// rounding may ask for, and what is left for cash. Amounts in fen; prices are the engine's.
import type { Receipt } from "@api/types";
import type { PayingKind } from "../journal/database";

/** A card, or the credit account of the member 挂账, which then stands for a card. */
export interface CardPayment {
  allowance_id: string;
  /** of an account: the member's id */
  card_id: string;
  number: string;
  kind: PayingKind;
  /** what it pays of this bill: at most `allowed` */
  amount: number;
  allowed: number;
  /** of `allowed`, when it is taken now: earns no points */
  allowed_bonus: number;
  /** spent from what was leased for offline time */
  lease: boolean;
  /** on the card, or owed, before this payment, as this till knew it */
  before: number | null;
}

/** What the engine is told about how the bill is paid. */
export interface Paying {
  /** absent: in several ways */
  tender?: "cash" | "stored_value" | "on_account";
  bonus: number;
}
export const CASH: Paying = { tender: "cash", bonus: 0 };

/** floor(bonus x amount / allowed), as the server computes it. */
export const bonusPart = (bonus: number, amount: number, allowed: number): number =>
  allowed === 0 ? 0 : Number((BigInt(bonus) * BigInt(amount)) / BigInt(allowed));

export const paidByCards = (cards: CardPayment[]): number => cards.reduce((sum, { amount }) => sum + amount, 0);
export const bonusOf = (cards: CardPayment[]): number =>
  cards.reduce((sum, card) => sum + bonusPart(card.allowed_bonus, card.amount, card.allowed), 0);

/** Cards never pay more than the bill: the last ones pay less, or nothing at all. */
export function fitted(cards: CardPayment[], payable: number): CardPayment[] {
  let left = payable;
  return cards.flatMap((card) => {
    const amount = Math.min(card.amount, left);
    left -= amount;
    return amount > 0 ? [{ ...card, amount }] : [];
  });
}

export interface Bill {
  cards: CardPayment[];
  paying: Paying;
  payable: number;
  /** for cash */
  rest: number;
}

const tenderOf = ({ kind }: CardPayment) => (kind === "account" ? ("on_account" as const) : ("stored_value" as const));

/** The one tender of all of them; several have no common name. */
function commonTender(cards: CardPayment[]): Paying["tender"] {
  const tenders = new Set(cards.map(tenderOf));
  return tenders.size === 1 ? tenderOf(cards[0]!) : undefined;
}

/** The bill when these pay: all of it ("stored_value"), or the cash that is left (no tender can be named then). */
export function billOf(cards: CardPayment[], payableWith: (paying: Paying) => number): Bill {
  if (cards.length === 0) {
    const payable = payableWith(CASH);
    return { cards, paying: CASH, payable, rest: payable };
  }
  const whole = settledBill(cards, commonTender(cards), payableWith);
  return whole.rest === 0 ? whole : settledBill(cards, undefined, payableWith);
}

function settledBill(cards: CardPayment[], tender: Paying["tender"], payableWith: (paying: Paying) => number): Bill {
  const with_tender = tender ? { tender } : {};
  // Bonus money changes points, never what is to be paid; so the amounts are known before their bonus is.
  const payable = payableWith({ ...with_tender, bonus: 0 });
  const fit = fitted(cards, payable);
  return { cards: fit, paying: { ...with_tender, bonus: bonusOf(fit) }, payable, rest: payable - paidByCards(fit) };
}

/** Cards first, then cash; a bill that cards pay whole has no cash in it. */
export function tendersOf(cards: CardPayment[], rest: number, tendered: number, change: number): Receipt["tenders"] {
  const by_card = cards.map((card) => ({
    kind: tenderOf(card),
    amount: card.amount,
    tendered: card.amount,
    change_given: 0,
    allowance_id: card.allowance_id,
  }));
  const in_cash = { kind: "cash" as const, amount: rest, tendered, change_given: change };
  return rest > 0 || cards.length === 0 ? [...by_card, in_cash] : by_card;
}
