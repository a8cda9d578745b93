// Gives back what was held at the server for a basket that is gone: points, card money, coupons. Written down first, so that
// a till without network, or one that was switched off, still does it; the server frees it by its deadline at the latest.
import type { Server } from "@api/server";
import type { GiveBack, OpenBasket, TillDatabase } from "../journal/database";

export const releaseOf = (allowance_id: string): GiveBack => ({
  path: `/v1/allowances/${allowance_id}/release`,
  method: "POST",
  since: Date.now(),
});
const reservationBack = (reservation_id: string): GiveBack => ({
  path: `/v1/coupon-reservations/${reservation_id}`,
  method: "DELETE",
  since: Date.now(),
});

/** Everything that is held for this basket alone; leases outlive baskets. */
export function heldFor(basket: OpenBasket): GiveBack[] {
  const points = basket.points?.allowances.filter(({ lease }) => !lease) ?? [];
  return [
    ...points.map(({ allowance_id }) => releaseOf(allowance_id)),
    ...(basket.codes ?? []).map(({ reservation_id }) => reservationBack(reservation_id)),
  ];
}

/** What `before` held and `after` does not. */
export function noLongerHeld(before: OpenBasket, after: OpenBasket): GiveBack[] {
  const kept = new Set(heldFor(after).map(({ path }) => path));
  return heldFor(before).filter(({ path }) => !kept.has(path));
}

export class GivingBack {
  private busy = false;

  constructor(
    private readonly database: TillDatabase,
    private readonly server: Pick<Server, "ask">,
  ) {}

  async later(list: GiveBack[]): Promise<void> {
    if (list.length === 0) return;
    await this.database.give_backs.bulkPut(list);
    await this.now();
  }

  /** Whatever the server answers, it has been told; only silence is asked again. */
  async now(): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    try {
      for (const { path, method } of await this.database.give_backs.toArray()) {
        const reply = await this.server.ask<unknown>(method, path);
        const again = !reply.ok && (reply.status === 0 || reply.status === 401 || reply.status >= 500);
        if (again) return;
        await this.database.give_backs.delete(path);
      }
    } finally {
      this.busy = false;
    }
  }
}
