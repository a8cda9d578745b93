import "fake-indexeddb/auto";
import { beforeEach, describe, expect, it } from "vitest";
import { TillDatabase, type JournalEvent, type Lease, type OpenBasket } from "../journal/database";
import { Journal, type NewEvent } from "../journal/journal";
import { GivingBack, heldFor, noLongerHeld } from "./give_back";
import { isDone, LEASE_MARGIN_MS, LeaseBook, leftOf, namedBy } from "./leases";

const lease = (change: Partial<Lease> = {}): Lease => ({
  allowance_id: "lease-1",
  asset: "stored",
  member_id: "m",
  card_id: "c",
  card_number: "9600000000001234",
  amount: 5000,
  bonus: 500,
  spent: 0,
  expires_at: 1_000_000,
  ...change,
});
const sale =
  (id: string) =>
  (sequence: number): NewEvent => ({
    id,
    kind: "sale",
    label: `R${sequence}`,
    amount: 100,
    path: `/v1/sales/${id}`,
    body: { tenders: [{ allowance_id: "lease-1" }] },
    receipt: null,
  });

let database: TillDatabase;
let book: LeaseBook;
beforeEach(() => {
  database = new TillDatabase(`test-${Math.random()}`);
  book = new LeaseBook(database);
});

describe("a lease", () => {
  it("is spent with the sale, once, however often the button is pressed", async () => {
    await book.keep(lease());
    const journal = new Journal(database);
    const spends = [{ allowance_id: "lease-1", amount: 3000 }];
    await journal.appendDocument("s1", 1, sale("s1"), spends);
    await journal.appendDocument("s1", 1, sale("s1"), spends);
    expect((await book.ofCard("c"))!.spent).toBe(3000);
  });
  it("never gives more than it has: the sale is not written then", async () => {
    await book.keep(lease({ spent: 4000 }));
    const journal = new Journal(database);
    await expect(
      journal.appendDocument("s2", 1, sale("s2"), [{ allowance_id: "lease-1", amount: 1001 }]),
    ).rejects.toThrow();
    expect(await journal.find("s2")).toBeUndefined();
    expect((await book.ofCard("c"))!.spent).toBe(4000);
  });
  it("stays spent when the server, which has not heard of it, answers again", async () => {
    await book.keep(lease({ spent: 3000 }));
    await book.keep(lease({ spent: 0, amount: 5000 }));
    expect((await book.all())[0]!.spent).toBe(3000);
  });
  it("ends a minute early by this till's clock", () => {
    expect(leftOf(lease({ spent: 1000 }), 1_000_000 - LEASE_MARGIN_MS - 1)).toBe(4000);
    expect(leftOf(lease(), 1_000_000 - LEASE_MARGIN_MS)).toBe(0);
  });
  it("is given back when the member is gone or its end is near, but not while a sale waits that names it", () => {
    const waiting = [{ body: { tenders: [{ allowance_id: "lease-1" }] } }] as unknown as JournalEvent[];
    expect(namedBy(waiting, "lease-1")).toBe(true);
    expect(isDone(lease(), "m", [], 0)).toBe(false);
    expect(isDone(lease(), "other", [], 0)).toBe(true);
    expect(isDone(lease(), null, [], 0)).toBe(true);
    expect(isDone(lease(), "m", [], 1_000_000 - LEASE_MARGIN_MS)).toBe(true);
    expect(isDone(lease(), null, waiting, 2_000_000)).toBe(false);
  });
});

describe("what is held for a basket", () => {
  const basket = (change: Partial<OpenBasket>): OpenBasket => ({
    sale_id: "s",
    state: "open",
    entries: [],
    member: null,
    changed_at: 0,
    ...change,
  });
  const code = (reservation_id: string) => ({
    reservation_id,
    coupon_id: "k",
    promotion_id: "p",
    code: "Q0123456789A",
    name: "",
    deadline: 0,
  });
  const points = (allowance_id: string, leased = false) => ({
    allowances: [{ allowance_id, amount: 100, lease: leased }],
    spend: 100,
  });

  it("is what the next one lacks; a lease is not", () => {
    const before = basket({ codes: [code("r1"), code("r2")], points: points("a1") });
    expect(noLongerHeld(before, basket({ codes: [code("r2")] })).map(({ path }) => path)).toEqual([
      "/v1/allowances/a1/release",
      "/v1/coupon-reservations/r1",
    ]);
    expect(noLongerHeld(before, before)).toEqual([]);
    expect(heldFor(basket({ points: points("a2", true) }))).toEqual([]);
  });
  it("is given back once the server can be reached, and not again", async () => {
    const asked: string[] = [];
    let there = false;
    const server = {
      ask: async (method: string, path: string) => {
        asked.push(`${method} ${path}`);
        return there ? { ok: false, status: 404, error: null } : { ok: false, status: 0, error: null };
      },
    } as never;
    const giving = new GivingBack(database, server);
    await giving.later(heldFor(basket({ codes: [code("r1")] })));
    expect(await database.give_backs.count()).toBe(1);
    there = true;
    await giving.now();
    await giving.now();
    expect(asked).toEqual(["DELETE /v1/coupon-reservations/r1", "DELETE /v1/coupon-reservations/r1"]);
    expect(await database.give_backs.count()).toBe(0);
  });
});
