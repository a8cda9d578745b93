// What the server leased to this till, so that a member's points and cards can be spent while the network is gone. What was
// spent of a lease stands in this till's database, written in one transaction with the sale that spent it: never twice. The
// till stops a minute before a lease ends by its own clock, and gives back what no undelivered sale needs.
import type { AllowanceView } from "@api/types";
import type { JournalEvent, Lease, TillDatabase } from "../journal/database";

export const LEASE_MARGIN_MS = 60_000;

export const leaseOf = (view: AllowanceView): Lease => ({
  allowance_id: view.allowance_id,
  asset: view.asset === "points" ? "points" : view.asset === "receivable" ? "credit" : "stored",
  member_id: view.member_id ?? null,
  card_id: view.card_id ?? null,
  card_number: view.card_number ?? null,
  amount: view.amount,
  bonus: view.bonus,
  spent: view.spent,
  expires_at: view.expires_at,
});

export const leftOf = (lease: Lease, now: number): number =>
  now < lease.expires_at - LEASE_MARGIN_MS ? Math.max(0, lease.amount - lease.spent) : 0;

/** A sale that the server has not got yet names it. */
export const namedBy = (events: JournalEvent[], allowance_id: string): boolean =>
  events.some((event) => JSON.stringify(event.body).includes(allowance_id));

/** The member is gone or the end is near, and no sale on its way needs it. */
export function isDone(lease: Lease, attached: string | null, waiting: JournalEvent[], now: number): boolean {
  if (namedBy(waiting, lease.allowance_id)) return false;
  return lease.member_id === null || lease.member_id !== attached || now >= lease.expires_at - LEASE_MARGIN_MS;
}

export class LeaseBook {
  constructor(private readonly database: TillDatabase) {}

  /** What this till knows to be spent stays spent, whatever the server has heard of it. */
  async keep(lease: Lease): Promise<void> {
    const { leases } = this.database;
    await this.database.transaction("rw", leases, async () => {
      const known = await leases.get(lease.allowance_id);
      await leases.put(known ? { ...lease, spent: Math.max(known.spent, lease.spent) } : lease);
    });
  }

  all = (): Promise<Lease[]> => this.database.leases.toArray();
  forget = (allowance_id: string): Promise<void> => this.database.leases.delete(allowance_id);

  async ofCard(card_id: string): Promise<Lease | undefined> {
    return (await this.all()).find((lease) => lease.card_id === card_id);
  }

  async ofCredit(member_id: string): Promise<Lease | undefined> {
    return (await this.all()).find((lease) => lease.asset === "credit" && lease.member_id === member_id);
  }

  async ofPoints(member_id: string): Promise<Lease | undefined> {
    return (await this.all()).find((lease) => lease.asset === "points" && lease.member_id === member_id);
  }
}
