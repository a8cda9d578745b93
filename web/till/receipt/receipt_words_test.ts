import { describe, expect, it } from "vitest";
import type { Receipt } from "@api/types";
import type { JournalEvent } from "../journal/database";
import { wordsOf } from "./receipt_words";

const receipt = {
  discount: 654,
  lines: [
    {
      discounts: [
        { promotion_id: "half", name: "第二件半价", amount: 250 },
        { promotion_id: "hand", name: "整单优惠", amount: 300 },
      ],
    },
    {
      discounts: [
        { promotion_id: "hand", name: "整单优惠", amount: 100 },
        { promotion_id: "round", name: "抹零", amount: 4 },
      ],
    },
  ],
  promotions: [
    { promotion_id: "half", layer: "quantity", amount: 250 },
    { promotion_id: "hand", layer: "manual", amount: 400 },
    { promotion_id: "round", layer: "rounding", amount: 4 },
  ],
} as unknown as Receipt;

describe("the words of a receipt", () => {
  it("keep what is of the whole bill at the foot", () => {
    const words = wordsOf(receipt, null);
    expect(words.savings.map((line) => line.map((saving) => saving.promotion_id))).toEqual([["half"], []]);
    expect([words.saved, words.by_hand, words.rounded]).toEqual([250, 400, 4]);
    expect(words.saved + words.by_hand + words.rounded).toBe(receipt.discount);
  });

  it("are the engine's when the till has them, with reasons and who allowed it", () => {
    const shares = [[{ promotion_id: "half", name: "第二件半价", amount: 250, short_zh: "第二件半价：2 件" }], []];
    const body = {
      lines: [{}, { reason: "碰伤" }],
      facts: { manual: { reason: "熟客" } },
      approvals: [{ staff_name: "店长" }, { staff_name: "店长" }],
    };
    const words = wordsOf(receipt, { kind: "sale", shares, body } as unknown as JournalEvent);
    expect(words.savings[0]).toMatchObject([{ short_zh: "第二件半价：2 件" }]);
    expect(words).toMatchObject({ reasons: [null, "碰伤"], hand_reason: "熟客", allowed_by: ["店长"] });
  });

  it("of a return or another till's sale are the amounts alone", () => {
    const words = wordsOf(receipt, { kind: "return", body: { reason: "坏了" } } as unknown as JournalEvent);
    expect(words).toMatchObject({ hand_reason: null, allowed_by: [], reasons: [null, null] });
  });
});
