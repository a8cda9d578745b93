// Recharges, cards sold, used and paid out: each is written down with its id before it is asked, and asked again under that id
// until the server has answered. A lost reply, a double click or a power cut makes no second one. A gift card's code is
// never written down: the slip asks the server for it again.
import type { OperationReceipt } from "@api/types";
import type { Reply, Server } from "@api/server";
import type { TillDatabase, ValueOperation } from "../journal/database";
import { uuidV7 } from "../journal/uuid";

export type OperationPath =
  | "recharges"
  | "gift-cards"
  | "count-cards"
  | "card-uses"
  | "cash-outs"
  | "credit-payments"
  | "memberships"
  | "membership-refunds";

export interface NewOperation {
  path: OperationPath;
  body: unknown;
  /** cash taken, below zero paid out */
  amount: number;
}

const KEEP = 50;
const isFinal = (status: number): boolean => status >= 400 && status < 500 && ![401, 408, 425, 429].includes(status);

export class Operations {
  private readonly asking = new Map<string, Promise<ValueOperation>>();

  constructor(
    private readonly database: TillDatabase,
    private readonly server: Pick<Server, "put">,
  ) {}

  /** The form makes the id when it opens, so the second click is the first one. */
  static newId = (): string => uuidV7();

  async begin(id: string, { path, body, amount }: NewOperation, now = Date.now()): Promise<ValueOperation> {
    const running = this.asking.get(id);
    if (running) return running;
    const fresh: ValueOperation = {
      id,
      path: `/v1/${path}/${id}`,
      body,
      kind: path,
      amount,
      created_at: now,
      state: "asking",
      reply: null,
      error: null,
    };
    const task = this.write(fresh).then((operation) => (operation.state === "done" ? operation : this.send(operation)));
    return this.once(id, task);
  }

  /** The same again, exactly; also for what is done, whose slip is wanted once more. */
  ask(operation: ValueOperation): Promise<ValueOperation> {
    return this.asking.get(operation.id) ?? this.once(operation.id, this.send(operation));
  }

  private once(id: string, task: Promise<ValueOperation>): Promise<ValueOperation> {
    this.asking.set(id, task);
    return task.finally(() => this.asking.delete(id));
  }

  /** What stands there under this id is what was asked: it is not changed by another click. */
  private write(fresh: ValueOperation): Promise<ValueOperation> {
    const { operations } = this.database;
    return this.database.transaction("rw", operations, async () => {
      const known = await operations.get(fresh.id);
      if (known && known.state !== "refused") return known;
      await operations.put(fresh);
      return fresh;
    });
  }

  private async send(operation: ValueOperation): Promise<ValueOperation> {
    const reply = await this.server.put<OperationReceipt>(operation.path, operation.body);
    const answered = answeredBy(operation, reply);
    await this.database.operations.update(operation.id, { ...answered, reply: withoutSecret(answered.reply) });
    return answered;
  }

  unanswered = (): Promise<ValueOperation[]> =>
    this.database.operations.where("state").equals("asking").sortBy("created_at");

  async latest(): Promise<ValueOperation | undefined> {
    return this.database.operations
      .orderBy("created_at")
      .reverse()
      .filter(({ state }) => state === "done")
      .first();
  }

  async forgetOld(): Promise<void> {
    const ids = await this.database.operations.orderBy("created_at").reverse().offset(KEEP).primaryKeys();
    const open = new Set((await this.unanswered()).map(({ id }) => id));
    await this.database.operations.bulkDelete(ids.filter((id) => !open.has(id)));
  }
}

function answeredBy(operation: ValueOperation, reply: Reply<OperationReceipt>): ValueOperation {
  if (reply.ok) return { ...operation, state: "done", reply: reply.value, error: null };
  if (isFinal(reply.status) && operation.state !== "done")
    return { ...operation, state: "refused", error: reply.error };
  return { ...operation, error: reply.error };
}

function withoutSecret(receipt: OperationReceipt | null): OperationReceipt | null {
  if (!receipt) return null;
  const kept = { ...receipt };
  delete kept.card_secret;
  return kept;
}
