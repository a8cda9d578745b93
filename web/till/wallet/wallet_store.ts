// The wallet of the member at the till: asked when he is attached and after each sale and operation, kept for when the
// network is gone (and then marked as what was known), and the leases for that time.
import { defineStore } from "pinia";
import { computed, shallowRef, watch } from "vue";
import type { AllowanceList, AllowanceView, CardView, CouponList, CouponView, CreditAccount, Wallet } from "@api/types";
import { database, type KnownWallet, type Lease } from "../journal/database";
import { journal, useJournal } from "../journal/journal_store";
import { uuidV7 } from "../journal/uuid";
import { useSale } from "../sale/sale_store";
import { connection } from "../session/connection";
import { server, useSession } from "../session/session_store";
import { releaseOf } from "./give_back";
import { givingBack } from "./give_back_store";
import { isDone, LeaseBook, leaseOf, leftOf, namedBy } from "./leases";
import { useValueRules } from "./value_rules_store";

const SWEEP_MS = 15_000;
const KEEP_WALLETS = 200;
export const leases = new LeaseBook(database);

export const useWallet = defineStore("wallet", () => {
  const sale = useSale();
  const rules = useValueRules();
  const known = shallowRef<KnownWallet | null>(null);
  /** the server said so since the member was attached, and can still be reached */
  const heard = shallowRef(false);
  const held = shallowRef<Lease[]>([]);
  const member_id = computed(() => sale.basket.member?.member_id ?? null);
  const wallet = computed<Wallet | null>(() => known.value?.wallet ?? null);
  const fresh = computed(() => heard.value && connection.online.value);
  const coupons = computed<CouponView[]>(() => known.value?.coupons.filter(({ usable }) => usable) ?? []);
  const cards = computed<CardView[]>(() => wallet.value?.cards ?? []);
  const paying_cards = computed(() => cards.value.filter(({ kind, state }) => kind === "stored" && state === "active"));

  /** The member's credit account 挂账; none: never opened. */
  const credit = computed<CreditAccount | null>(() => {
    const account = known.value?.credit;
    return account && (account.version > 0 || account.owed !== 0) ? account : null;
  });

  async function look(): Promise<void> {
    const id = member_id.value;
    if (!id) return;
    const [asked, list, account] = await Promise.all([
      server.get<Wallet>(`/v1/members/${id}/wallet`),
      server.get<CouponList>("/v1/coupons", { member_id: id }),
      server.get<CreditAccount>(`/v1/members/${id}/credit`),
    ]);
    if (id !== member_id.value || !asked.ok) return;
    const coupons = list.ok ? list.value.coupons : (known.value?.coupons ?? []);
    const credit = account.ok ? account.value : known.value?.credit;
    known.value = { member_id: id, known_at: Date.now(), wallet: asked.value, coupons, ...(credit ? { credit } : {}) };
    heard.value = true;
    held.value = await leases.all();
    sayPoints();
    await database.wallets.put(known.value);
    await lease(id);
  }

  /** What is leased to this till is not available to anybody else, but it is to the member here. */
  function sayPoints(): void {
    if (!member_id.value || sale.basket.points) return;
    const there = fresh.value && wallet.value ? Math.max(0, wallet.value.points_available) : 0;
    sale.knowPoints(member_id.value, there + leasedPoints.value);
  }
  watch(fresh, sayPoints);

  /** Without the network: what was known, and what may be spent of it is what was leased. */
  async function recall(id: string): Promise<void> {
    const remembered = (await database.wallets.get(id)) ?? null;
    if (id !== member_id.value || heard.value) return;
    known.value = remembered;
    held.value = await leases.all();
    sayPoints();
  }

  watch(
    member_id,
    async (id) => {
      known.value = null;
      heard.value = false;
      void sweep();
      if (!id) return;
      await recall(id);
      await look();
    },
    { immediate: true },
  );

  async function lease(id: string): Promise<void> {
    const { policy } = rules;
    if (!policy || !useSession().person) return;
    held.value = await leases.all();
    const has = (wanted: (lease: Lease) => boolean) => held.value.some(wanted);
    if (policy.lease_points > 0 && !has((one) => one.asset === "points" && one.member_id === id))
      await askLease({ member_id: id, amount: policy.lease_points });
    if (policy.lease_credit && (credit.value?.available ?? 0) > 0 && !has((one) => one.asset === "credit"))
      await askLease({ member_id: id, asset: "receivable", amount: policy.lease_credit });
    if (policy.lease_stored > 0)
      for (const card of paying_cards.value)
        if (card.available > 0 && !has((one) => one.card_id === card.card_id))
          await askLease({ card_id: card.card_id, amount: policy.lease_stored });
  }

  async function askLease(of: { member_id?: string; card_id?: string; asset?: string; amount: number }): Promise<void> {
    const reply = await server.put<AllowanceView>(`/v1/allowances/${uuidV7()}`, { use: "lease", ...of });
    if (reply.ok) await leases.keep(leaseOf(reply.value));
    held.value = await leases.all();
  }

  async function giveBackLease(one: Lease): Promise<void> {
    await leases.forget(one.allowance_id);
    await givingBack.later([releaseOf(one.allowance_id)]);
  }

  /** Before something is held on line, what this till has leased of the same account is put back to it. */
  async function freeLease(one: Lease | undefined): Promise<void> {
    if (!one || !connection.online.value || namedBy(await journal.waiting(), one.allowance_id)) return;
    await giveBackLease(one);
    held.value = await leases.all();
  }

  async function sweep(): Promise<void> {
    const waiting = [...(await journal.waiting()), ...(await journal.quarantined())];
    for (const one of await leases.all())
      if (isDone(one, member_id.value, waiting, Date.now())) await giveBackLease(one);
    held.value = await leases.all();
    await givingBack.now();
  }

  /** Allowances of this till that nothing here knows of: their reply was lost. */
  async function reconcile(): Promise<void> {
    const reply = await server.get<AllowanceList>("/v1/allowances");
    if (!reply.ok) return;
    const waiting = [...(await journal.waiting()), ...(await journal.quarantined())];
    const here = JSON.stringify([await leases.all(), await database.baskets.toArray(), sale.basket]);
    const lost = reply.value.allowances.filter(
      ({ allowance_id }) =>
        !here.includes(allowance_id) && !namedBy(waiting, allowance_id) && !asking.has(allowance_id),
    );
    await givingBack.later(lost.map(({ allowance_id }) => releaseOf(allowance_id)));
  }
  /** held by a form that is open now */
  const asking = new Set<string>();

  function start(): void {
    rules.start();
    connection.whenBack(() => void look().then(reconcile));
    void reconcile();
    window.setInterval(() => void sweep(), SWEEP_MS);
    watch(
      () => useJournal().waiting.length,
      (now, before) => {
        if (now < before) void sweep().then(look);
      },
    );
    void forgetOld();
  }

  async function forgetOld(): Promise<void> {
    const old = await database.wallets.orderBy("known_at").reverse().offset(KEEP_WALLETS).primaryKeys();
    await database.wallets.bulkDelete(old);
  }

  const leasedOfCard = (card_id: string): number =>
    held.value.filter((one) => one.card_id === card_id).reduce((sum, one) => sum + leftOf(one, Date.now()), 0);
  const leasedPoints = computed(() =>
    held.value
      .filter((one) => one.asset === "points" && one.member_id === member_id.value)
      .reduce((sum, one) => sum + leftOf(one, Date.now()), 0),
  );

  const leasedCredit = (): number =>
    held.value
      .filter((one) => one.asset === "credit" && one.member_id === member_id.value)
      .reduce((sum, one) => sum + leftOf(one, Date.now()), 0);

  const reachable = (): boolean => connection.online.value;

  /** What a card can pay here and now. */
  const spendableOf = (card: CardView): number => (reachable() ? card.available : 0) + leasedOfCard(card.card_id);

  /** What may be charged to the member's account here and now. */
  const chargeable = (): number => (reachable() ? (credit.value?.available ?? 0) : 0) + leasedCredit();

  return {
    reachable, spendableOf, credit, chargeable, leasedCredit, known, wallet, fresh, coupons, cards, paying_cards, held, asking, look, start, sweep, freeLease, leasedOfCard,
    leasedPoints,
  }; // prettier-ignore
});
