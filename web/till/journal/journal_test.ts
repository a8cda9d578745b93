import "fake-indexeddb/auto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { ErrorBody } from "@api/types";
import { TillDatabase, type JournalEvent } from "./database";
import { Delivery, pauseAfter, type DeliveryState, type SendResult } from "./delivery";
import { Journal, type NewEvent } from "./journal";

let count = 0;
let database: TillDatabase;
let journal: Journal;
beforeEach(() => {
  database = new TillDatabase(`test-${++count}`);
  journal = new Journal(database);
});
afterEach(() => database.delete());

const sale =
  (id: string) =>
  (sequence: number): NewEvent => ({
    id,
    kind: "sale",
    label: `R${sequence}`,
    amount: 990,
    path: `/v1/sales/${id}`,
    body: { sequence },
    receipt: null,
  });
const refusal: ErrorBody = {
  code: "checkout.total",
  family: "refused",
  text: "",
  text_zh: "",
  text_en: "",
  details: [],
};
const states = async () =>
  (await database.events.orderBy("order").toArray()).map((event) => `${event.id} ${event.state}`);

/** Delivers with `answer` until the journal rests, then stops. */
async function deliver(
  answer: (event: JournalEvent, nth: number) => SendResult,
): Promise<{ sent: string[]; seen: DeliveryState[] }> {
  const sent: string[] = [];
  const seen: DeliveryState[] = [];
  const delivery = new Delivery(
    database,
    async (event) => {
      sent.push(event.id);
      return answer(event, sent.length);
    },
    (state) => {
      seen.push(state);
      if (state === "idle") delivery.stop();
      else if (state === "unreachable" || state === "locked") setTimeout(() => delivery.wake(), 1);
    },
  );
  await delivery.run({ request: (_name: string, work: () => unknown) => work() } as unknown as LockManager);
  return { sent, seen };
}

describe("writing", () => {
  it("numbers documents one after another", async () => {
    await journal.startAt(7);
    const first = await journal.appendDocument("a", 1, sale("a"));
    const second = await journal.appendDocument("b", 2, sale("b"));
    expect([first.label, second.label]).toEqual(["R7", "R8"]);
  });

  it("makes one sale of a double click", async () => {
    const [one, two] = await Promise.all([
      journal.appendDocument("a", 1, sale("a")),
      journal.appendDocument("a", 1, sale("a")),
    ]);
    expect(one.label).toBe(two.label);
    expect(await states()).toEqual(["a waiting"]);
    expect((await journal.appendDocument("b", 2, sale("b"))).label).toBe("R2");
  });

  it("closes the basket in the same transaction", async () => {
    await database.baskets.put({ sale_id: "a", state: "open", entries: [], member: null, changed_at: 0 });
    await journal.appendDocument("a", 1, sale("a"));
    expect(await database.baskets.count()).toBe(0);
  });

  it("leaves the basket open and takes no number when the document cannot be made", async () => {
    await database.baskets.put({ sale_id: "a", state: "open", entries: [], member: null, changed_at: 0 });
    const failed = journal.appendDocument("a", 1, () => {
      throw new Error("no");
    });
    await expect(failed).rejects.toThrow("no");
    expect(await database.baskets.count()).toBe(1);
    expect((await journal.appendDocument("b", 2, sale("b"))).label).toBe("R1");
  });

  it("never goes back to a sequence that was used", async () => {
    await journal.startAt(9);
    await journal.startAt(3);
    expect((await journal.appendDocument("a", 1, sale("a"))).label).toBe("R9");
  });

  it("writes a registration once", async () => {
    const member: NewEvent = { ...sale("m")(0), kind: "member" };
    await journal.append(member, 1);
    await journal.append(member, 2);
    expect(await states()).toEqual(["m waiting"]);
  });

  it("is still there after the browser was closed", async () => {
    await journal.appendDocument("a", 1, sale("a"));
    database.close();
    const again = new TillDatabase(database.name);
    expect((await new Journal(again).waiting()).map((event) => event.id)).toEqual(["a"]);
    again.close();
    await database.open();
  });
});

describe("delivery", () => {
  it("goes in order and keeps the replies", async () => {
    for (const id of ["a", "b", "c"]) await journal.appendDocument(id, 1, sale(id));
    const { sent } = await deliver((event) => ({ kind: "done", reply: `receipt of ${event.id}` }));
    expect(sent).toEqual(["a", "b", "c"]);
    expect(await states()).toEqual(["a delivered", "b delivered", "c delivered"]);
    expect((await journal.find("b"))?.reply).toBe("receipt of b");
  });

  it("sends the same one again when the network lost it", async () => {
    for (const id of ["a", "b"]) await journal.appendDocument(id, 1, sale(id));
    const { sent } = await deliver((_event, nth) =>
      nth < 4 ? { kind: "unreachable" } : { kind: "done", reply: null },
    );
    expect(sent).toEqual(["a", "a", "a", "a", "b"]);
  });

  it("puts a refused one aside and goes on", async () => {
    for (const id of ["a", "poison", "c"]) await journal.appendDocument(id, 1, sale(id));
    await deliver((event) =>
      event.id === "poison" ? { kind: "refused", error: refusal } : { kind: "done", reply: null },
    );
    expect(await states()).toEqual(["a delivered", "poison quarantined", "c delivered"]);
    expect((await journal.quarantined())[0]?.error?.code).toBe("checkout.total");
  });

  it("gives up on one that breaks the server, after six attempts", async () => {
    for (const id of ["bad", "b"]) await journal.appendDocument(id, 1, sale(id));
    const { sent } = await deliver((event) =>
      event.id === "bad" ? { kind: "broken", error: null } : { kind: "done", reply: null },
    );
    expect(sent.filter((id) => id === "bad")).toHaveLength(6);
    expect(await states()).toEqual(["bad quarantined", "b delivered"]);
  });

  it("lets the others pass one that the server wants later", async () => {
    for (const id of ["early", "b"]) await journal.appendDocument(id, 1, sale(id));
    const { sent } = await deliver((event, nth) =>
      event.id === "early" && nth < 9 ? { kind: "busy", error: refusal } : { kind: "done", reply: null },
    );
    expect(sent.indexOf("b")).toBe(6);
    expect(await states()).toEqual(["early delivered", "b delivered"]);
  });

  it("waits for a log-in without losing anything", async () => {
    await journal.appendDocument("a", 1, sale("a"));
    const { seen } = await deliver((_event, nth) =>
      nth < 3 ? { kind: "locked", error: refusal } : { kind: "done", reply: null },
    );
    expect(seen).toContain("locked");
    expect(await states()).toEqual(["a delivered"]);
  });

  it("delivers a released one", async () => {
    await journal.appendDocument("a", 1, sale("a"));
    await deliver(() => ({ kind: "refused", error: refusal }));
    await journal.release((await journal.quarantined())[0]!.order!);
    await deliver(() => ({ kind: "done", reply: null }));
    expect(await states()).toEqual(["a delivered"]);
  });

  it("comes back later and later, never together", () => {
    expect([1, 2, 3, 4].map((failures) => pauseAfter(failures, 1))).toEqual([500, 1000, 2000, 4000]);
    expect(pauseAfter(50, 1)).toBe(30_000);
    expect(pauseAfter(3, 0)).toBe(1000);
  });
});
