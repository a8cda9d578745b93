import "fake-indexeddb/auto";
import { beforeEach, describe, expect, it } from "vitest";
import type { AppliedPromotion, QuotaLeaseView, Reward } from "@api/types";
import { TillDatabase, type JournalEvent, type Quota } from "../journal/database";
import { Journal, type NewEvent } from "../journal/journal";
import { LEASE_MARGIN_MS } from "../wallet/leases";
import { canGoBack, emptyQuota, remainingHere, usesOf, wantsMore, withheldHere, withLease } from "./quota";

const END = 1_000_000_000;
const held = (change: Partial<Quota> = {}): Quota => ({
  ...emptyQuota("p"),
  lease_id: "lease-1",
  times: 5,
  used_times: 2,
  opened_at: 0,
  deadline: END,
  ...change,
});
const applied = (promotion_id: string, times: number, amount: number) =>
  ({ promotion_id, times, amount }) as AppliedPromotion;

describe("what a limited promotion leaves at this till", () => {
  const told = [{ promotion_id: "p", times: 90 }];

  it("is the lease's rest, with and without the network", () => {
    expect(remainingHere(told, [held()], true, 1)).toEqual([{ promotion_id: "p", times: 3 }]);
    expect(remainingHere(told, [held()], false, 1)).toEqual([{ promotion_id: "p", times: 3 }]);
  });
  it("is nothing from a minute before the deadline on", () => {
    expect(remainingHere(told, [held()], false, END - LEASE_MARGIN_MS)).toEqual([{ promotion_id: "p", times: 0 }]);
  });
  it("without a lease is what the server said, and offline nothing", () => {
    expect(remainingHere(told, [], true, 1)).toEqual(told);
    expect(remainingHere(told, [emptyQuota("p")], false, 1)).toEqual([{ promotion_id: "p", times: 0 }]);
  });
  it("is money where a budget limits it", () => {
    const budget = held({ times: null, budget: 700, used_amount: 650 });
    expect(remainingHere([{ promotion_id: "p", budget: 9000 }], [budget], false, 1)).toEqual([
      { promotion_id: "p", budget: 50 },
    ]);
    expect(remainingHere([{ promotion_id: "p", budget: 9000 }], [], false, 1)).toEqual([
      { promotion_id: "p", budget: 0 },
    ]);
  });
  it("names what is withheld", () => {
    expect(withheldHere(told, [], true, 1).size).toBe(0);
    expect([...withheldHere(told, [], false, 1)]).toEqual(["p"]);
    expect(withheldHere(told, [held()], false, 1).size).toBe(0);
    expect([...withheldHere(told, [held()], false, END)]).toEqual(["p"]);
  });
});

describe("renewing", () => {
  it("asks when some is used, half the time is over, or an answer is due", () => {
    const fresh = held({ used_times: 0 });
    expect(wantsMore(fresh, 1)).toBe(false);
    expect(wantsMore(held(), 1)).toBe(true);
    expect(wantsMore(fresh, END / 2)).toBe(true);
    expect(wantsMore({ ...fresh, asking: "x" }, 1)).toBe(true);
    expect(wantsMore(emptyQuota("p"), 1)).toBe(true);
  });
  it("keeps the earlier lease until no sale on its way names it", () => {
    const view = { lease_id: "lease-2", times: 5, opened_at: 5, deadline: END } as QuotaLeaseView;
    const next = withLease(held({ asking: "lease-2" }), view);
    expect(next).toMatchObject({ lease_id: "lease-2", used_times: 0, asking: null, old: ["lease-1"] });
    const waiting = [{ body: { facts: { quota_leases: ["lease-1"] } } }] as unknown as JournalEvent[];
    expect(canGoBack(next, waiting)).toEqual([]);
    expect(canGoBack(next, [])).toEqual(["lease-1"]);
  });
});

describe("a sale", () => {
  let database: TillDatabase;
  beforeEach(() => {
    database = new TillDatabase(`quota-${Math.random()}`);
  });
  const document = (sequence: number): NewEvent => ({
    id: `sale-${sequence}`,
    kind: "sale",
    label: "",
    amount: 1,
    path: "",
    body: {},
    receipt: null,
  });

  it("names the leases that it used, and counts a reward once", () => {
    const quotas = [
      held(),
      held({ promotion_id: "q", lease_id: "lease-q" }),
      held({ promotion_id: "r", lease_id: null }),
    ];
    const rewards = [{ promotion_id: "q" }, { promotion_id: "q" }] as Reward[];
    expect(usesOf([applied("p", 1, 100), applied("p", 2, 50), applied("r", 1, 9)], rewards, quotas)).toEqual({
      leases: ["lease-1", "lease-q"],
      uses: [
        { promotion_id: "p", times: 3, amount: 150 },
        { promotion_id: "q", times: 1, amount: 0 },
      ],
    });
  });
  it("is written with what it uses, once, and never beyond the lease", async () => {
    await database.quotas.put(held());
    const journal = new Journal(database);
    const use = { promotion_id: "p", times: 2, amount: 100 };
    await journal.appendDocument("sale-1", 1, document, [], [use]);
    await journal.appendDocument("sale-1", 1, document, [], [use]);
    expect((await database.quotas.get("p"))!.used_times).toBe(4);
    await expect(journal.appendDocument("sale-2", 1, document, [], [use])).rejects.toThrow("more than was leased");
    expect(await database.events.count()).toBe(1);
  });
});
