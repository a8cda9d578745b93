import { describe, expect, it } from "vitest";
import type { CardView, Wallet } from "@api/types";
import { cardWords, membershipWords, pointsWords, tierWords } from "./wallet_words";

const say = (key: string, values: object) => [key.split(".").at(-1), ...Object.values(values)].join(" ").trim();
const money = (fen: number) => `¥${fen / 100}`;
const wallet = { tier: "silver", points: 500, points_available: 300, points_pending: 0, points_expiring: 0 } as Wallet;
const card = { kind: "stored", state: "active", number: "9600000000001234", principal: 9000, bonus: 1000 } as CardView;

describe("a wallet in words", () => {
  it("says until when the membership is paid for, and speaks of the renewal in time", () => {
    expect(membershipWords(wallet, say)).toBe("");
    const membership = { tier: "gold", earned_tier: "silver", until: "2027-11-26", days_left: 20, remind: false };
    expect(membershipWords({ ...wallet, membership }, say)).toBe("membership 2027-11-26");
    expect(membershipWords({ ...wallet, membership: { ...membership, remind: true } }, say)).toBe(
      "membership 2027-11-26 · membership_renew 20",
    );
  });
  it("says what may be spent, what is to come and what soon ends", () => {
    expect(pointsWords(wallet, say)).toEqual(["points 300"]);
    const dated = { ...wallet, points_pending: 50, points_open_on: "2026-12-04" };
    expect(pointsWords(dated, say)[1]).toBe("points_pending_until 50 2026-12-04");
    const more = { ...wallet, points_pending: 50, points_expire_on: "2026-12-31", points_expiring: 200 };
    expect(pointsWords(more, say)).toEqual(["points 300", "points_pending 50", "points_expire 2026-12-31 200"]);
  });
  it("says what is owed, and then nothing may be spent", () =>
    expect(pointsWords({ ...wallet, points: -40, points_available: -40 }, say)).toEqual([
      "points 0",
      "points_owed 40",
    ]));
  it("says what is missing to the next tier", () => {
    expect(tierWords({ ...wallet, next_tier: "gold", growth_to_next: 120 }, say)).toBe("to_next silver gold 120");
    expect(tierWords(wallet, say)).toBe("tier silver");
  });
  it("says a card by four digits, with both parts; a frozen one only that it is", () => {
    expect(cardWords(card, 8000, say, money)).toBe("stored ****1234 · available ¥80 · parts ¥90 ¥10");
    expect(cardWords({ ...card, state: "lost" }, 0, say, money)).toBe("stored ****1234 · lost");
    expect(cardWords({ ...card, kind: "count", name: "洗车", uses: 3 }, 0, say, money)).toBe("洗车 · uses_left 3");
  });
});
