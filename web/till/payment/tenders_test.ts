import { describe, expect, it } from "vitest";
import { billOf, bonusOf, bonusPart, CASH, fitted, tendersOf, type CardPayment, type Paying } from "./tenders";

const card = (amount: number, change: Partial<CardPayment> = {}): CardPayment => ({
  allowance_id: `a-${amount}`,
  card_id: "c",
  number: "9600000000001234",
  kind: "stored",
  amount,
  allowed: amount,
  allowed_bonus: 0,
  lease: false,
  before: null,
  ...change,
});
/** 抹零 to the jiao for cash alone; one yuan off for who pays by card. */
const payableWith = ({ tender }: Paying): number =>
  tender === "cash" ? 4990 : tender === "stored_value" ? 4899 : 4999;

describe("bonus money in a payment", () => {
  it.each([
    [1000, 5000, 11000, 454],
    [1000, 11000, 11000, 1000],
    [999, 1, 1000, 0],
    [0, 500, 500, 0],
    [0, 0, 0, 0],
  ])("of %d, %d out of %d is %d", (bonus, amount, allowed, part) =>
    expect(bonusPart(bonus, amount, allowed)).toBe(part),
  );
  it("is rounded down per card, as the server does", () =>
    expect(bonusOf([card(1, { allowed: 2, allowed_bonus: 1 }), card(1, { allowed: 2, allowed_bonus: 1 })])).toBe(0));
  it("stays exact where doubles would not", () =>
    expect(bonusPart(2 ** 51 - 1, 2 ** 51 - 1, 2 ** 51 - 1)).toBe(2 ** 51 - 1));
});

describe("a bill", () => {
  it("in cash is rounded", () =>
    expect(billOf([], payableWith)).toEqual({ cards: [], paying: CASH, payable: 4990, rest: 4990 }));
  it("by card alone names the card, and takes no more than it costs", () =>
    expect(billOf([card(9000, { allowed_bonus: 900 })], payableWith)).toMatchObject({
      cards: [{ amount: 4899, allowed: 9000 }],
      paying: { tender: "stored_value", bonus: 489 },
      payable: 4899,
      rest: 0,
    }));
  it("in both names none and leaves the rest for cash", () => {
    const bill = billOf([card(2000, { allowed_bonus: 200 })], payableWith);
    expect(bill).toMatchObject({ paying: { bonus: 200 }, payable: 4999, rest: 2999 });
    expect(bill.paying).not.toHaveProperty("tender");
  });
  it("drops a card that has nothing left to pay", () =>
    expect(fitted([card(500), card(300)], 500).map(({ amount }) => amount)).toEqual([500]));
});

describe("tenders", () => {
  it("are one of cash, even for nothing", () =>
    expect(tendersOf([], 0, 0, 0)).toEqual([{ kind: "cash", amount: 0, tendered: 0, change_given: 0 }]));
  it("have no cash when cards pay all", () => expect(tendersOf([card(500)], 0, 0, 0)).toHaveLength(1));
  it("add up to the bill", () => {
    const tenders = tendersOf([card(500)], 250, 300, 50);
    expect(tenders.map(({ kind, amount }) => [kind, amount])).toEqual([
      ["stored_value", 500],
      ["cash", 250],
    ]);
    expect(tenders[0]).toMatchObject({ allowance_id: "a-500", tendered: 500, change_given: 0 });
  });
});

describe("selling on account", () => {
  const account = (amount: number): CardPayment => ({
    allowance_id: "a",
    card_id: "member",
    number: "138****0047",
    kind: "account",
    amount,
    allowed: amount,
    allowed_bonus: 0,
    lease: false,
    before: 0,
  });
  it("is a tender of its own when it pays all, and has no name beside cash", () => {
    expect(billOf([account(9000)], () => 5000).paying.tender).toBe("on_account");
    const mixed = billOf([account(3000)], () => 5000);
    expect(mixed.paying.tender).toBeUndefined();
    expect(mixed.rest).toBe(2000);
    expect(tendersOf(mixed.cards, mixed.rest, 2000, 0).map(({ kind, amount }) => [kind, amount])).toEqual([
      ["on_account", 3000],
      ["cash", 2000],
    ]);
  });
});
