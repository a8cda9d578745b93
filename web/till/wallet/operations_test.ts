import "fake-indexeddb/auto";
import { beforeEach, describe, expect, it } from "vitest";
import type { OperationReceipt } from "@api/types";
import type { Reply } from "@api/server";
import { TillDatabase } from "../journal/database";
import { Operations, type NewOperation } from "./operations";

const wanted: NewOperation = { path: "recharges", body: { amount: 10000 }, amount: 10000 };
const receipt = { operation_id: "o", card_secret: "1234567890", card_number: "96" } as unknown as OperationReceipt;
const silence: Reply<never> = { ok: false, status: 0, error: null };

let database: TillDatabase;
let asked: string[];
let replies: Reply<OperationReceipt>[];
let operations: Operations;
beforeEach(() => {
  database = new TillDatabase(`test-${Math.random()}`);
  asked = [];
  replies = [];
  const put = async (path: string, body: unknown) => {
    asked.push(`${path} ${JSON.stringify(body)}`);
    return replies.shift() ?? { ok: true, value: receipt };
  };
  operations = new Operations(database, { put } as never);
});

describe("an operation of value", () => {
  it("is asked once for two clicks", async () => {
    const [first, second] = await Promise.all([operations.begin("o", wanted), operations.begin("o", wanted)]);
    expect(first).toBe(second);
    expect(asked).toHaveLength(1);
  });
  it("is done and not asked again when it was answered", async () => {
    await operations.begin("o", wanted);
    expect((await operations.begin("o", wanted)).state).toBe("done");
    expect(asked).toHaveLength(1);
  });
  it("waits after a lost reply, and asks the very same again", async () => {
    replies = [silence];
    expect((await operations.begin("o", wanted)).state).toBe("asking");
    const [waiting] = await operations.unanswered();
    expect((await operations.ask(waiting!)).state).toBe("done");
    expect(new Set(asked).size).toBe(1);
    expect(await operations.unanswered()).toEqual([]);
  });
  it("keeps what was asked first when the form says something else under the same id", async () => {
    replies = [silence];
    await operations.begin("o", wanted);
    await operations.begin("o", { ...wanted, body: { amount: 1 } });
    expect(asked[1]).toBe(asked[0]);
  });
  it("is over when the server refuses it, and may be corrected", async () => {
    replies = [{ ok: false, status: 409, error: { code: "wallet.over_limit" } as never }];
    expect((await operations.begin("o", wanted)).state).toBe("refused");
    expect(await operations.unanswered()).toEqual([]);
    expect((await operations.begin("o", { ...wanted, body: { amount: 5000 } })).state).toBe("done");
    expect(asked[1]).toContain("5000");
  });
  it("goes on waiting when nobody is logged in or the server is busy", async () => {
    for (const status of [401, 429, 503]) replies.push({ ok: false, status, error: null });
    await operations.begin("o", wanted);
    await operations.begin("o", wanted);
    expect((await operations.begin("o", wanted)).state).toBe("asking");
  });
  it("never writes a gift card's code down, and asks for it again", async () => {
    const done = await operations.begin("o", wanted);
    expect(done.reply!.card_secret).toBe("1234567890");
    const kept = (await operations.latest())!;
    expect(JSON.stringify(await database.operations.toArray())).not.toContain("1234567890");
    expect((await operations.ask(kept)).reply!.card_secret).toBe("1234567890");
  });
});
