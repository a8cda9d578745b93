// Keeps this till's quotas of limited promotions while the server can be reached, and tells the catalogue what they leave.
// A new lease is asked for first, under an id that is written down, and the one before given back afterwards: a lost reply
// leaves the till with what it had.
import { defineStore } from "pinia";
import { computed, shallowRef, watch } from "vue";
import type { AppliedPromotion, PromotionQuota, PromotionQuotaList, QuotaLeaseView, Reward } from "@api/types";
import { database, type Quota } from "../journal/database";
import { journal, useJournal } from "../journal/journal_store";
import { uuidV7 } from "../journal/uuid";
import { useSale } from "../sale/sale_store";
import { connection } from "../session/connection";
import { server } from "../session/session_store";
import { useCatalog } from "../snapshot/catalog_store";
import { givingBack } from "../wallet/give_back_store";
import * as quota from "./quota";

const LOOK_MS = 15_000;

export const useQuotas = defineStore("quotas", () => {
  const catalog = useCatalog();
  const held = shallowRef<Quota[]>([]);
  const moment = shallowRef(catalog.now());
  let busy = false;

  const told = () => catalog.catalog?.facts.remaining ?? [];
  const withheld = computed(() => {
    void catalog.told;
    return quota.withheldHere(told(), held.value, connection.online.value, moment.value);
  });

  /** The engine prices with what is here; only a real change prices the basket anew. */
  function apply(): void {
    moment.value = catalog.now();
    const { catalog: current } = catalog;
    if (!current) return;
    const here = quota.remainingHere(told(), held.value, connection.online.value, moment.value);
    if (JSON.stringify(here) === JSON.stringify(current.remaining)) return;
    current.remaining = here;
    useSale().reprice();
  }

  async function read(): Promise<void> {
    held.value = await database.quotas.toArray();
    apply();
  }

  const allowed = ({ limits, quota: owner }: PromotionQuota): boolean =>
    (limits.budget == null || owner.budget > 0) &&
    ((limits.total == null && limits.per_day == null) || owner.times > 0);

  /** Every lease of this till that is to be given up or asked for anew, one after the other, in one tab. */
  async function look(): Promise<void> {
    if (busy || !connection.online.value) return;
    busy = true;
    try {
      const reply = await server.get<PromotionQuotaList>("/v1/offline-quotas");
      if (!reply.ok) return;
      await inOneTab(() => renewAll(reply.value.quotas.filter(allowed)));
    } finally {
      busy = false;
      await read();
    }
  }

  const inOneTab = async (work: () => Promise<void>): Promise<void> => {
    if (!navigator.locks) return work();
    await navigator.locks.request("huiji-quotas", { ifAvailable: true }, async (lock) => {
      if (lock) await work();
    });
  };

  async function renewAll(leased: PromotionQuota[]): Promise<void> {
    const known = await database.quotas.toArray();
    const ids = new Set(leased.map(({ promotion_id }) => promotion_id));
    for (const one of known) if (!ids.has(one.promotion_id)) await stop(one);
    for (const { promotion_id } of leased) {
      const one = known.find((each) => each.promotion_id === promotion_id) ?? quota.emptyQuota(promotion_id);
      if (quota.wantsMore(one, catalog.now())) await ask(one);
      await giveBack(promotion_id);
    }
  }

  async function ask(one: Quota): Promise<void> {
    const { promotion_id } = one;
    const asking = one.asking ?? uuidV7();
    await change(promotion_id, (now) => ({ ...now, asking }));
    const reply = await server.put<QuotaLeaseView>(`/v1/quota-leases/${asking}`, { promotion_id });
    if (!reply.ok && (reply.status === 0 || !reply.error)) return;
    if (reply.ok) await change(promotion_id, (now) => quota.withLease(now, reply.value));
    else await change(promotion_id, (now) => ({ ...now, asking: null }));
  }

  /** The owner took the quota away, or the promotion is over. */
  async function stop({ promotion_id }: Quota): Promise<void> {
    await change(promotion_id, (now) => ({
      ...quota.emptyQuota(promotion_id),
      old: [...now.old, now.lease_id, now.asking].filter((id) => id !== null),
    }));
    await giveBack(promotion_id);
    const left = await database.quotas.get(promotion_id);
    if (left?.old.length === 0) await database.quotas.delete(promotion_id);
  }

  async function giveBack(promotion_id: string): Promise<void> {
    const one = await database.quotas.get(promotion_id);
    if (!one) return;
    const back = quota.canGoBack(one, [...(await journal.waiting()), ...(await journal.quarantined())]);
    if (back.length === 0) return;
    const since = Date.now();
    await givingBack.later(
      back.map((lease_id) => ({ path: `/v1/quota-leases/${lease_id}/release`, method: "POST", since })),
    );
    await change(promotion_id, (now) => ({ ...now, old: now.old.filter((id) => !back.includes(id)) }));
  }

  /** Against what is written now: a sale may have used some meanwhile. */
  async function change(promotion_id: string, next: (now: Quota) => Quota): Promise<void> {
    await database.transaction("rw", database.quotas, async () => {
      const now = (await database.quotas.get(promotion_id)) ?? quota.emptyQuota(promotion_id);
      await database.quotas.put(next(now));
    });
  }

  const usesOf = (applied: AppliedPromotion[], rewards: Reward[]) => quota.usesOf(applied, rewards, held.value);

  function start(): void {
    void read().then(look);
    connection.whenBack(() => void look());
    watch([connection.online, () => catalog.told, () => catalog.catalog], apply);
    watch(
      () => useJournal().waiting.length,
      () => void read().then(look),
    );
    window.setInterval(() => {
      apply();
      void look();
    }, LOOK_MS);
  }

  return { held, withheld, start, read, look, usesOf };
});
