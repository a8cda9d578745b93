// Closes the sale: prices the basket a last time, writes it to the journal, and only then is there a receipt. The basket's
// id is the sale's id, so pressing twice, or in two tabs, is still one sale.
import type { Approval, Basket, Receipt, SaleRequest } from "@api/types";
import type { ExplainedShare, Priced } from "@engine/engine";
import { approvalsFor, notAllowed } from "../approval/acts";
import { useQuotas } from "../offers/quota_store";
import type { LeaseSpending } from "../journal/journal";
import type { JournalEvent, OpenBasket, PaidCard } from "../journal/database";
import { journal, useJournal } from "../journal/journal_store";
import { businessDay, receiptNumber } from "../receipt/receipt_number";
import { receiptOf } from "../receipt/receipt_of";
import { pricingBasket, soldByCode, soldFacts } from "../sale/basket";
import { useSale } from "../sale/sale_store";
import { useSession } from "../session/session_store";
import { engine } from "../shell/engine";
import type { Catalog } from "../snapshot/catalog";
import { useCatalog } from "../snapshot/catalog_store";
import { maskedCard } from "../wallet/codes";
import { billOf, tendersOf, type Bill, type CardPayment } from "./tenders";

export type Outcome =
  | { kind: "sold"; event: JournalEvent }
  /** a promotion began or ended meanwhile: show the new total before taking the money */
  | { kind: "price_changed" }
  | { kind: "too_little"; missing: number }
  /** a price by hand that nobody here may give, or that was allowed too long ago */
  | { kind: "not_allowed" };

interface Closing {
  catalog: Catalog;
  basket: OpenBasket;
  priced: Priced;
  pricing: Basket;
  bill: Bill;
  tendered: number;
  change: number;
  approvals: Approval[];
  shares: ExplainedShare[][];
}

/** What leases give for this sale: the cards', and the points'. */
function leaseSpendings({ points }: OpenBasket, cards: CardPayment[], points_spent: number): LeaseSpending[] {
  const leased = points?.allowances.filter(({ lease }) => lease) ?? [];
  let left = points_spent;
  const of_points = leased.map(({ allowance_id, amount }) => {
    const part = Math.min(left, amount);
    left -= part;
    return { allowance_id, amount: part };
  });
  const of_cards = cards.filter(({ lease }) => lease).map(({ allowance_id, amount }) => ({ allowance_id, amount }));
  return [...of_points, ...of_cards].filter(({ amount }) => amount > 0);
}

const paidCards = (cards: CardPayment[]): PaidCard[] =>
  cards.map(({ allowance_id, number, kind, before, amount }) => ({
    allowance_id,
    kind,
    masked: kind === "account" ? number : maskedCard(number),
    after: before === null ? null : kind === "account" ? before + amount : before - amount,
  }));

/** `bill` as the customer was told it: cards pay their part, `tendered` is the cash for the rest. */
export async function pay(shown: Bill, tendered: number): Promise<Outcome> {
  const sale = useSale();
  const store = useCatalog();
  const catalog = store.catalog!;
  const basket = sale.basket;
  const now = store.now();
  const bill = billOf(
    shown.cards,
    (paying) => engine().price(pricingBasket(basket, catalog, now, paying)).basket.payable,
  );
  const pricing = pricingBasket(basket, catalog, now, bill.paying);
  const priced = engine().price(pricing);
  if (priced.basket.payable !== shown.payable || bill.rest !== shown.rest) {
    sale.reprice();
    return { kind: "price_changed" };
  }
  const { rights } = useSession();
  if (notAllowed(basket, rights, pricing.priced_at).length > 0) return { kind: "not_allowed" };
  const { change, missing } = engine().settle(bill.rest, bill.rest === 0 && bill.cards.length > 0 ? 0 : tendered);
  if (missing > 0) return { kind: "too_little", missing };
  await sale.settled();
  const approvals = approvalsFor(basket, rights, pricing.priced_at);
  const shares = sharesOf(pricing, priced);
  const closing: Closing = { catalog, basket, priced, pricing, bill, tendered, change, approvals, shares };
  const spends = leaseSpendings(basket, bill.cards, priced.basket.points_spent ?? 0);
  const { leases, uses } = useQuotas().usesOf(priced.basket.promotions, priced.basket.rewards ?? []);
  const write = (sequence: number) => document(closing, leases, sequence);
  const event = await journal.appendDocument(basket.sale_id, Date.now(), write, spends, uses);
  if (uses.length > 0) await useQuotas().read();
  useJournal().wake();
  sale.begin();
  return { kind: "sold", event };
}

/** Why each line costs less: usually known since the last scan, else asked now. */
function sharesOf(pricing: Basket, priced: Priced): ExplainedShare[][] {
  if (priced.basket.discount === 0) return [];
  const { explanation, priced: shown } = useSale();
  const known = shown?.digest === priced.digest ? explanation : null;
  return (known ?? engine().explain(pricing)).lines.map((line) => line.shares);
}

function document(
  { catalog, basket, priced, pricing, bill, tendered, change, approvals, shares }: Closing,
  quota_leases: string[],
  sequence: number,
) {
  const session = useSession();
  const till = session.till!;
  const person = session.person!;
  const shop = catalog.facts.shop;
  const day = businessDay(pricing.priced_at, shop.utc_offset_minutes, shop.day_cutoff_minutes);
  const number = receiptNumber(day, till.number, sequence);
  const tenders = tendersOf(bill.cards, bill.rest, tendered, change);
  const body: SaleRequest = {
    staff_id: person.staff_id,
    number,
    sequence,
    sold_at: pricing.priced_at,
    catalog_version: catalog.facts.version,
    ...(basket.member ? { member_id: basket.member.member_id } : {}),
    lines: basket.entries.map((entry) => ({
      product_id: entry.product_id,
      quantity: entry.quantity,
      ...soldByCode(entry),
      ...(entry.barcode ? { barcode: entry.barcode } : {}),
    })),
    facts: {
      ...soldFacts(catalog, basket, bill.paying),
      // As it was priced: a lease may have ended since.
      ...(pricing.remaining ? { remaining: pricing.remaining } : {}),
      ...(quota_leases.length > 0 ? { quota_leases } : {}),
    },
    ...(approvals.length > 0 ? { approvals } : {}),
    tenders,
    payable: priced.basket.payable,
    price_digest: priced.digest,
  };
  const receipt: Receipt = receiptOf({
    catalog,
    basket,
    priced,
    till,
    person,
    day,
    number,
    tenders,
    sold_at: body.sold_at,
  });
  const path = `/v1/sales/${basket.sale_id}`;
  return {
    id: basket.sale_id,
    kind: "sale" as const,
    label: number,
    amount: body.payable,
    path,
    body,
    receipt,
    shares,
    ...(bill.cards.length > 0 ? { cards: paidCards(bill.cards) } : {}),
  };
}
