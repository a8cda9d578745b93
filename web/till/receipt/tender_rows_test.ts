import { describe, expect, it } from "vitest";
import type { Receipt } from "@api/types";
import type { JournalEvent } from "../journal/database";
import { changeOf, tenderedOf, tenderRows } from "./tender_rows";

const receipt = {
  tenders: [
    { kind: "stored_value", amount: 2000, tendered: 2000, change_given: 0, allowance_id: "a", bonus: 200 },
    { kind: "cash", amount: 450, tendered: 500, change_given: 50 },
  ],
} as Receipt;
const event = {
  cards: [{ allowance_id: "a", masked: "****1234", kind: "gift", after: 8000 }],
} as unknown as JournalEvent;

describe("tenders on a receipt", () => {
  it("name a card by four digits, with its bonus and what is left on it", () =>
    expect(tenderRows(receipt, event)[0]).toEqual({
      kind: "stored_value",
      card: "gift",
      masked: "****1234",
      amount: 2000,
      bonus: 200,
      after: 8000,
      change: 0,
    }));
  it("of another till's card say no digits and no balance", () =>
    expect(tenderRows(receipt, null)[0]).toMatchObject({ masked: "", after: null }));
  it("add up what was handed over and given back", () => {
    expect(tenderedOf(receipt)).toBe(2500);
    expect(changeOf(receipt)).toBe(50);
  });
});
