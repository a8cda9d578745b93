// Brings the journal to the server: in order, one at a time, in one tab only. What the server refuses is put into
// quarantine with its reason and the next ones go on; what the network loses is sent again, later and later, with jitter,
// under the same id.
import type { ErrorBody } from "@api/types";
import type { JournalEvent, TillDatabase } from "./database";

export type SendResult =
  | { kind: "done"; reply: unknown }
  /** the server understood and said no */
  | { kind: "refused"; error: ErrorBody }
  /** nobody is logged in, or this till is no longer known: wait for a person */
  | { kind: "locked"; error: ErrorBody }
  /** the server broke over it: try again, but not for ever */
  | { kind: "broken"; error: ErrorBody | null }
  /** not now, says the server: try again for as long as it takes, but let the others pass */
  | { kind: "busy"; error: ErrorBody }
  | { kind: "unreachable" };

export type Send = (event: JournalEvent) => Promise<SendResult>;
export type DeliveryState = "idle" | "sending" | "unreachable" | "locked";

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 30_000;
const ATTEMPTS_BEFORE_STEPPING_ASIDE = 6;

/** 0.5 s, 1 s, 2 s … 30 s, each shortened by up to half, so that forty tills do not come back together. */
export function pauseAfter(failures: number, random: number): number {
  const longest = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.min(failures - 1, 10));
  return longest * (0.5 + random / 2);
}

export class Delivery {
  private wakeUp: (() => void) | null = null;
  private stopped = false;
  private failures = 0;
  private woken = false;

  constructor(
    private readonly database: TillDatabase,
    private readonly send: Send,
    private readonly report: (state: DeliveryState, event: JournalEvent | null) => void = () => {},
    private readonly random: () => number = Math.random,
  ) {}

  /** Sends at once: something was written, the network came back, somebody logged in. */
  wake(): void {
    this.failures = 0;
    this.woken = true;
    this.wakeUp?.();
  }

  stop(): void {
    this.stopped = true;
    this.wakeUp?.();
  }

  /** Runs until stopped, in the one tab that holds the lock. */
  async run(locks: Pick<LockManager, "request"> | undefined = navigator.locks): Promise<void> {
    if (!locks) return this.loop();
    await locks.request("huiji-delivery", () => this.loop());
  }

  private async loop(): Promise<void> {
    while (!this.stopped) {
      const event = await this.next();
      if (!event) {
        this.report("idle", null);
        await this.rest(LONGEST_PAUSE_MS);
      } else if (!(await this.deliver(event))) {
        await this.rest(pauseAfter(++this.failures, this.random()));
      } else {
        this.failures = 0;
      }
    }
  }

  private next(): Promise<JournalEvent | undefined> {
    return this.database.events
      .where("state")
      .equals("waiting")
      .sortBy("order")
      .then((events) => events.find((event) => event.attempts < ATTEMPTS_BEFORE_STEPPING_ASIDE) ?? events[0]);
  }

  /** True when this event needs no more of our time. */
  private async deliver(event: JournalEvent): Promise<boolean> {
    this.report("sending", event);
    const result = await this.send(event);
    switch (result.kind) {
      case "done":
        await this.settle(event, { state: "delivered", reply: result.reply, error: null });
        return true;
      case "refused":
        await this.settle(event, { state: "quarantined", error: result.error });
        return true;
      case "broken": {
        const attempts = event.attempts + 1;
        const state = attempts >= ATTEMPTS_BEFORE_STEPPING_ASIDE ? "quarantined" : "waiting";
        await this.settle(event, { state, attempts, error: result.error });
        this.report(state === "waiting" ? "unreachable" : "sending", event);
        return state === "quarantined";
      }
      case "busy":
        await this.settle(event, { attempts: event.attempts + 1, error: result.error });
        this.report("unreachable", event);
        return false;
      case "locked":
        await this.settle(event, { error: result.error });
        this.report("locked", event);
        return false;
      case "unreachable":
        this.report("unreachable", event);
        return false;
    }
  }

  private async settle(event: JournalEvent, change: Partial<JournalEvent>): Promise<void> {
    await this.database.events.update(event.order!, change);
  }

  private rest(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer);
        this.wakeUp = null;
        this.woken = false;
        resolve();
      };
      const timer = setTimeout(done, ms);
      this.wakeUp = done;
      // Somebody may have called while the journal was being read.
      if (this.stopped || this.woken) done();
    });
  }
}
