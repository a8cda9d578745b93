// The journal: a document is written here, with its number, before anybody sees a receipt. Writing is one transaction, so
// there is never a sale without a journal entry or a basket that was sold and is still open. The same id is written once,
// however often somebody presses the button.
import type { ExplainedShare } from "@engine/engine";
import type { Receipt } from "@api/types";
import type { EventKind, JournalEvent, PaidCard, TillDatabase } from "./database";

export interface NewEvent {
  id: string;
  kind: EventKind;
  label: string;
  amount: number | null;
  path: string;
  body: unknown;
  receipt: Receipt | null;
  shares?: ExplainedShare[][];
  cards?: PaidCard[];
}

/** What a document spends of what was leased. */
export interface LeaseSpending {
  allowance_id: string;
  amount: number;
}

/** What a document uses of a limited promotion. */
export interface QuotaUse {
  promotion_id: string;
  times: number;
  amount: number;
}

const SEQUENCE = "next_sequence";
const KEEP_DELIVERED = 500;

export class Journal {
  constructor(private readonly database: TillDatabase) {}

  /**
   * Writes a sale or return. `make` gets the document's sequence; the basket `id` is closed in the same breath, and what the
   * document takes from leases is taken in it, once.
   */
  async appendDocument(
    id: string,
    now: number,
    make: (sequence: number) => NewEvent,
    spends: LeaseSpending[] = [],
    uses: QuotaUse[] = [],
  ): Promise<JournalEvent> {
    const { database } = this;
    const { events, baskets, settings, leases, quotas } = database;
    return database.transaction("rw", [events, baskets, settings, leases, quotas], async () => {
      const known = await database.events.where("id").equals(id).first();
      if (known) return known;
      const sequence = (await database.setting<number>(SEQUENCE)) ?? 1;
      await database.set(SEQUENCE, sequence + 1);
      const event = fresh(make(sequence), now);
      event.order = await database.events.add(event);
      await database.baskets.delete(id);
      for (const spent of spends) await this.spend(spent);
      for (const use of uses) await this.use(use);
      return event;
    });
  }

  private async spend({ allowance_id, amount }: LeaseSpending): Promise<void> {
    const lease = await this.database.leases.get(allowance_id);
    if (!lease || amount > lease.amount - lease.spent) throw new Error("more than was leased");
    await this.database.leases.update(allowance_id, { spent: lease.spent + amount });
  }

  private async use({ promotion_id, times, amount }: QuotaUse): Promise<void> {
    const quota = await this.database.quotas.get(promotion_id);
    if (!quota) throw new Error("nothing was leased of this promotion");
    const used_times = quota.used_times + times;
    const used_amount = quota.used_amount + amount;
    if (used_times > (quota.times ?? used_times) || used_amount > (quota.budget ?? used_amount))
      throw new Error("more than was leased");
    await this.database.quotas.update(promotion_id, { used_times, used_amount });
  }

  /** Writes something that carries no sequence: a member's registration. */
  async append(event: NewEvent, now: number): Promise<void> {
    const { database } = this;
    await database.transaction("rw", database.events, async () => {
      if ((await database.events.where("id").equals(event.id).count()) > 0) return;
      await database.events.add(fresh(event, now));
    });
  }

  /** Continues after the highest sequence that the server or this browser knows. */
  async startAt(sequence: number): Promise<void> {
    const { database } = this;
    await database.transaction("rw", database.settings, async () => {
      const own = (await database.setting<number>(SEQUENCE)) ?? 1;
      await database.set(SEQUENCE, Math.max(own, sequence));
    });
  }

  waiting(): Promise<JournalEvent[]> {
    return this.database.events.where("state").equals("waiting").sortBy("order");
  }

  quarantined(): Promise<JournalEvent[]> {
    return this.database.events.where("state").equals("quarantined").sortBy("order");
  }

  find(id: string): Promise<JournalEvent | undefined> {
    return this.database.events.where("id").equals(id).first();
  }

  async latest(kind: EventKind): Promise<JournalEvent | undefined> {
    return this.database.events
      .orderBy("order")
      .reverse()
      .filter((event) => event.kind === kind)
      .first();
  }

  /** Back from quarantine: deliver once more. */
  async release(order: number): Promise<void> {
    await this.database.events.update(order, { state: "waiting", attempts: 0, error: null });
  }

  /** Delivered documents are on the server; a few stay here for reprints. */
  async forgetOld(): Promise<void> {
    const delivered = await this.database.events.where("state").equals("delivered").primaryKeys();
    delivered.sort((a, b) => a - b);
    await this.database.events.bulkDelete(delivered.slice(0, -KEEP_DELIVERED));
  }
}

function fresh(event: NewEvent, now: number): JournalEvent {
  return { ...event, reply: null, state: "waiting", created_at: now, attempts: 0, error: null };
}
