// The sale that is being rung up. It is written down with every change, so that it survives a reload or a power cut, and
// it is priced from zero with every change, so that the order of scans never matters.
import { defineStore } from "pinia";
import { computed, ref, shallowRef, watch } from "vue";
import type { Explanation, Priced } from "@engine/engine";
import type { Approval, TillProduct, Wish } from "@api/types";
import { database, type AttachedMember, type HeldCode, type HeldPoints, type OpenBasket } from "../journal/database";
import { engine } from "../shell/engine";
import { useCatalog } from "../snapshot/catalog_store";
import type { Paying } from "../payment/tenders";
import { heldFor, noLongerHeld } from "../wallet/give_back";
import { givingBack } from "../wallet/give_back_store";
import { claimBasket, releaseBasket } from "./basket_claim";
import * as baskets from "./basket";
import { linesOf } from "./basket_view";

const MOST_STEPS_BACK = 50;
const EXPLAIN_AFTER_MS = 250;

export const useSale = defineStore("sale", () => {
  const catalog = useCatalog();
  const basket = shallowRef<OpenBasket>(baskets.emptyBasket());
  const selected = ref<string | null>(null);
  const priced = shallowRef<Priced | null>(null);
  const past = shallowRef<OpenBasket[]>([]);
  const explanation = shallowRef<Explanation | null>(null);
  /** points were held for a basket that is no longer this one: the customer may be asked again */
  const points_dropped = ref(false);
  let explaining = 0;
  let written: Promise<unknown> = Promise.resolve();

  const lines = computed(() => (catalog.catalog ? linesOf(basket.value, catalog.catalog, priced.value) : []));
  const isEmpty = computed(() => basket.value.entries.length === 0);
  const selectedLine = computed(() => lines.value.find((line) => line.key === selected.value) ?? null);

  const priceOf = (of: OpenBasket, paying?: Paying): Priced =>
    engine().price(baskets.pricingBasket(of, catalog.catalog!, catalog.now(), paying));

  function reprice(): void {
    if (!catalog.catalog || isEmpty.value) priced.value = null;
    else priced.value = priceOf(basket.value);
    explanation.value = null;
    window.clearTimeout(explaining);
    explaining = window.setTimeout(explain, EXPLAIN_AFTER_MS);
  }

  /** What would be paid if the basket were this one. */
  const payableOf = (other: OpenBasket): number => priceOf(other).basket.payable;

  /** What is to be paid when it is paid like this. */
  const payableWith = (paying: Paying): number => (isEmpty.value ? 0 : priceOf(basket.value, paying).basket.payable);

  /** Prices the basket several times over: never while goods are being scanned. */
  function explain(): void {
    window.clearTimeout(explaining);
    if (!catalog.catalog || isEmpty.value) return;
    explanation.value = engine().explain(baskets.pricingBasket(basket.value, catalog.catalog, catalog.now()));
  }

  watch(
    () => catalog.catalog,
    (next, before) => {
      if (!next) return;
      if (next.facts.rules !== before?.facts.rules) engine().load(JSON.stringify(next.facts.rules));
      reprice();
    },
  );

  function show(next: OpenBasket): void {
    basket.value = next;
    if (!next.entries.some((entry) => entry.key === selected.value)) selected.value = next.entries.at(-1)?.key ?? null;
    reprice();
  }

  /** Points are spent on one basket exactly: when it changes, they are free again and the customer is asked anew. */
  function change(next: OpenBasket): void {
    const before = basket.value;
    const stale = before.points !== undefined && next.points === before.points;
    past.value = [...past.value.slice(1 - MOST_STEPS_BACK), before];
    points_dropped.value = stale && next.member !== null;
    show({ ...(stale ? baskets.withPoints(next, null, []) : next), changed_at: Date.now() });
    write();
    void givingBack.later(noLongerHeld(before, basket.value));
  }

  /** What the wallet says of the member does not count as a step that can be taken back. */
  function knowPoints(member_id: string, spendable: number | undefined): void {
    const { member } = basket.value;
    if (!member || member.member_id !== member_id || member.spendable === spendable) return;
    const next = { ...member };
    if (spendable === undefined) delete next.spendable;
    else next.spendable = spendable;
    show({ ...basket.value, member: next });
    write();
  }

  function write(): void {
    const now = basket.value;
    const blank = now.entries.length === 0 && !now.member && !now.coupons?.length && !now.codes?.length;
    written = written.then(async () => {
      if (blank) await database.baskets.delete(now.sale_id);
      else await database.baskets.put(now);
    });
  }

  function begin(next: OpenBasket = baskets.emptyBasket()): void {
    void releaseBasket(basket.value.sale_id);
    void claimBasket(next.sale_id);
    past.value = [];
    selected.value = null;
    points_dropped.value = false;
    show(next);
  }

  /** The open basket that no other tab is at work on, if there is one. */
  async function restore(): Promise<boolean> {
    const found = await database.baskets.where("state").equals("open").sortBy("changed_at");
    for (const candidate of found.reverse()) {
      const known = candidate.entries.every((entry) => catalog.catalog?.products.has(entry.product_id));
      if (known && (await claimBasket(candidate.sale_id))) {
        show(candidate);
        return candidate.entries.length > 0;
      }
    }
    void claimBasket(basket.value.sale_id);
    return false;
  }

  function add(
    product: TillProduct,
    quantity: number,
    barcode?: string,
    said?: baskets.Said,
    approvals: Approval[] = [],
  ): boolean {
    const by_weight = product.unit_kind === "weight";
    const next = baskets.withProduct(basket.value, {
      product_id: product.id,
      quantity,
      by_weight,
      ...(barcode ? { barcode } : {}),
      ...(said ? { said } : {}),
    });
    const line = next.basket.entries.find((entry) => entry.key === next.key)!;
    if (!baskets.quantityFits(line.quantity, by_weight) || next.basket.entries.length > baskets.MOST_LINES)
      return false;
    change(baskets.withApprovals(next.basket, approvals));
    selected.value = next.key;
    return true;
  }

  function setQuantity(key: string, quantity: number): boolean {
    const line = lines.value.find((candidate) => candidate.key === key);
    if (!line || line.fixed || !baskets.quantityFits(quantity, line.by_weight)) return false;
    change(baskets.withQuantity(basket.value, key, quantity));
    return true;
  }

  function voidLine(key: string): void {
    const at = basket.value.entries.findIndex((entry) => entry.key === key);
    const next = baskets.withoutLine(basket.value, key);
    change(next.entries.length === 0 ? { ...baskets.cleared(next), member: next.member } : next);
    selected.value = basket.value.entries[Math.min(at, basket.value.entries.length - 1)]?.key ?? null;
  }

  function undo(): boolean {
    const before = past.value.at(-1);
    if (!before) return false;
    const now = basket.value;
    past.value = past.value.slice(0, -1);
    // What is held at the server is not undone: coupons stay as they lie, points are free again.
    const { codes = [] } = now;
    show({ ...baskets.withoutHolds(before), ...(codes.length > 0 ? { codes } : {}) });
    write();
    void givingBack.later(noLongerHeld(now, basket.value));
    return true;
  }

  function select(step: 1 | -1): void {
    const at = basket.value.entries.findIndex((entry) => entry.key === selected.value);
    selected.value =
      basket.value.entries[Math.max(0, Math.min(at + step, basket.value.entries.length - 1))]?.key ?? null;
  }

  const attach = (member: AttachedMember | null): void => change({ ...basket.value, member });
  const voidAll = (): void => change(baskets.cleared(basket.value));

  const layCoupons = (promotion_id: string, count: number): void =>
    change(baskets.withCoupons(basket.value, promotion_id, count));
  const layCode = (code: HeldCode): void => change(baskets.withCode(basket.value, code));
  const removeCode = (reservation_id: string): void => change(baskets.withoutCode(basket.value, reservation_id));
  const spendPoints = (points: HeldPoints | null, wishes: Wish[]): void =>
    change(baskets.withPoints(basket.value, points, wishes));
  const toggleEvent = (event: string): void => change(baskets.withEvent(basket.value, event));
  const setChannel = (channel: string | null): void => change(baskets.withChannel(basket.value, channel));
  /** A price by hand, on the bill or on a line, and who allowed it. */
  const decide = (next: OpenBasket, approvals: Approval[]): void => change(baskets.withApprovals(next, approvals));

  async function hold(): Promise<void> {
    await written;
    const put_aside = baskets.withoutHolds(basket.value);
    void givingBack.later(heldFor(basket.value));
    await database.baskets.put({ ...put_aside, state: "held", changed_at: Date.now() });
    begin();
  }

  async function recall(sale_id: string): Promise<void> {
    const held = await database.baskets.get(sale_id);
    if (!held || held.state !== "held") return;
    if (!isEmpty.value) await hold();
    await database.baskets.put({ ...held, state: "open" });
    begin({ ...held, state: "open" });
  }

  /** Everything that was changed is on the disk. */
  const settled = (): Promise<unknown> => written;

  return {
    basket, priced, explanation, lines, isEmpty, selected, selectedLine, past,
    add, setQuantity, voidLine, voidAll, undo, select, attach, hold, recall, begin, restore, reprice, settled,
    priceOf, payableOf, payableWith, explain, layCoupons, toggleEvent, setChannel, decide, knowPoints, layCode, removeCode, spendPoints,
    points_dropped,
  }; // prettier-ignore
});
