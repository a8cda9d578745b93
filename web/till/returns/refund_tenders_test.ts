import { describe, expect, it } from "vitest";
import type { Receipt } from "@api/types";
import { refundTenders } from "./refund_tenders";

const tender = (kind: "cash" | "stored_value" | "on_account", amount: number, card_id?: string) =>
  ({ kind, amount, tendered: amount, change_given: 0, ...(card_id ? { card_id } : {}) }) as Receipt["tenders"][number];
const mixed = [tender("cash", 3000), tender("stored_value", 2000, "a"), tender("stored_value", 1000, "b")];
const shown = (before: number, refund: number) =>
  refundTenders(mixed, before, refund).map(({ kind, amount, card_id }) => [card_id ?? kind, amount]);

describe("a refund", () => {
  it("goes to the cards first, in the order in which they paid", () => {
    expect(shown(0, 500)).toEqual([["a", 500]]);
    expect(shown(0, 2500)).toEqual([
      ["a", 2000],
      ["b", 500],
    ]);
  });
  it("then to cash", () =>
    expect(shown(0, 6000)).toEqual([
      ["a", 2000],
      ["b", 1000],
      ["cash", 3000],
    ]));
  it("goes on where the last one stopped, so that parts give what the whole gives", () => {
    expect(shown(1500, 1000)).toEqual([
      ["a", 500],
      ["b", 500],
    ]);
    expect(shown(3000, 100)).toEqual([["cash", 100]]);
    for (let cut = 0; cut <= 6000; cut += 250) {
      const sum = new Map<unknown, number>();
      for (const [to, amount] of [...shown(0, cut), ...shown(cut, 6000 - cut)])
        sum.set(to, (sum.get(to) ?? 0) + Number(amount));
      expect([sum.get("a"), sum.get("b"), sum.get("cash")]).toEqual([2000, 1000, 3000]);
    }
  });
  it("of nothing is nothing in cash", () => expect(shown(0, 0)).toEqual([["cash", 0]]));
  it("lowers what is owed first", () => {
    const paid = [tender("cash", 1000), tender("stored_value", 500, "a"), tender("on_account", 700)];
    expect(refundTenders(paid, 0, 1300).map(({ kind, amount }) => [kind, amount])).toEqual([
      ["on_account", 700],
      ["stored_value", 500],
      ["cash", 100],
    ]);
  });
});
