// What limited promotions leave at this till. A promotion whose uses are leased to tills is given out of the lease alone,
// with and without the network, so that all tills together never go beyond its limit. One that is not leased is given as the
// server last said while it can be reached, and not at all while it can't.
import type { AppliedPromotion, QuotaLeaseView, Remaining, Reward } from "@api/types";
import type { JournalEvent, Quota } from "../journal/database";
import type { QuotaUse } from "../journal/journal";
import { LEASE_MARGIN_MS, namedBy } from "../wallet/leases";

export const emptyQuota = (promotion_id: string): Quota => ({
  promotion_id,
  lease_id: null,
  times: null,
  budget: null,
  used_times: 0,
  used_amount: 0,
  opened_at: 0,
  deadline: 0,
  asking: null,
  old: [],
});

/** The new lease is held; the one before goes back when nothing on its way needs it. */
export const withLease = (quota: Quota, view: QuotaLeaseView): Quota => ({
  ...quota,
  lease_id: view.lease_id,
  times: view.times ?? null,
  budget: view.budget ?? null,
  used_times: 0,
  used_amount: 0,
  opened_at: view.opened_at,
  deadline: view.deadline,
  asking: null,
  old: quota.lease_id ? [...quota.old, quota.lease_id] : quota.old,
});

const isOver = ({ lease_id, deadline }: Quota, now: number): boolean =>
  lease_id === null || now >= deadline - LEASE_MARGIN_MS;

function leftOf(quota: Quota, told: Remaining, now: number): Remaining {
  const left = (leased: number | null, used: number) => (isOver(quota, now) ? 0 : Math.max(0, (leased ?? 0) - used));
  return {
    promotion_id: quota.promotion_id,
    ...(told.times == null ? {} : { times: left(quota.times, quota.used_times) }),
    ...(told.budget == null ? {} : { budget: left(quota.budget, quota.used_amount) }),
  };
}

const nothingOf = ({ promotion_id, times, budget }: Remaining): Remaining => ({
  promotion_id,
  ...(times == null ? {} : { times: 0 }),
  ...(budget == null ? {} : { budget: 0 }),
});

/** `told`: what the server last said, of each limited promotion. */
export function remainingHere(told: Remaining[], quotas: Quota[], online: boolean, now: number): Remaining[] {
  return told.map((one) => {
    const quota = quotas.find(({ promotion_id, lease_id }) => lease_id !== null && promotion_id === one.promotion_id);
    if (quota) return leftOf(quota, one, now);
    return online ? one : nothingOf(one);
  });
}

/** Those that are not given here because nothing is held of them and nobody can be asked. */
export function withheldHere(told: Remaining[], quotas: Quota[], online: boolean, now: number): Set<string> {
  if (online) return new Set();
  const held = new Set(quotas.filter((quota) => !isOver(quota, now)).map(({ promotion_id }) => promotion_id));
  return new Set(told.map(({ promotion_id }) => promotion_id).filter((id) => !held.has(id)));
}

/** Enough has changed to ask for a whole quota again: some is used, half of its time is over, or there is none. */
export function wantsMore(quota: Quota, now: number): boolean {
  if (quota.lease_id === null || quota.asking) return true;
  const half = (quota.opened_at + quota.deadline) / 2;
  return quota.used_times > 0 || quota.used_amount > 0 || now >= half;
}

/** What a sale takes of leased promotions, and of which leases. A reward without a discount counts once. */
export function usesOf(
  applied: AppliedPromotion[],
  rewards: Reward[],
  quotas: Quota[],
): { leases: string[]; uses: QuotaUse[] } {
  const uses = new Map<string, QuotaUse>();
  for (const { promotion_id, times, amount } of applied) {
    const before = uses.get(promotion_id);
    uses.set(promotion_id, {
      promotion_id,
      times: (before?.times ?? 0) + times,
      amount: (before?.amount ?? 0) + amount,
    });
  }
  for (const { promotion_id } of rewards)
    if (!uses.has(promotion_id)) uses.set(promotion_id, { promotion_id, times: 1, amount: 0 });
  const leased = quotas.filter(({ lease_id, promotion_id }) => lease_id !== null && uses.has(promotion_id));
  return {
    leases: leased.map(({ lease_id }) => lease_id!),
    uses: leased.map(({ promotion_id }) => uses.get(promotion_id)!),
  };
}

/** Earlier leases that no sale on its way names. */
export const canGoBack = (quota: Quota, undelivered: JournalEvent[]): string[] =>
  quota.old.filter((lease_id) => !namedBy(undelivered, lease_id));
