// Taking goods back. What may come back is asked of the server, because another till may have taken it already; the refund
// is the engine's. The return goes through the journal like a sale, but money is handed out only for one that the server
// has confirmed.
import type { Receipt, RefundPlan, RefundRequest, ReturnRequest, SaleList } from "@api/types";
import type { Reply } from "@api/server";
import type { JournalEvent } from "../journal/database";
import { journal, useJournal } from "../journal/journal_store";
import { uuidV7 } from "../journal/uuid";
import { businessDay, receiptNumber } from "../receipt/receipt_number";
import { server, useSession } from "../session/session_store";
import { engine } from "../shell/engine";
import { bonusOfSale, pointsPaid } from "./points_paid";
import type { Catalog } from "../snapshot/catalog";

const PATIENCE_MS = 8000;

export async function findSale(number: string): Promise<Reply<Receipt | null>> {
  const list = await server.get<SaleList>("/v1/sales", { q: number });
  if (!list.ok) return list;
  const sale = list.value.sales.find((summary) => summary.number === number && summary.kind === "sale");
  return sale ? server.get<Receipt>(`/v1/sales/${sale.sale_id}`) : { ok: true, value: null };
}

/** What is still with the customer, in thousandths. */
export const remainingOf = (line: Receipt["lines"][number]): number => line.quantity - line.returned;

export function refundOf(receipt: Receipt, chosen: Map<number, number>, catalog: Catalog): RefundPlan {
  const request: RefundRequest = {
    lines: receipt.lines.map((line) => ({
      line_no: line.line_no,
      quantity: line.quantity,
      by_weight: catalog.products.get(line.product_id)?.unit_kind === "weight" || line.quantity % 1000 !== 0,
      gross: line.gross,
      net: line.net,
      tax: line.tax,
      returned_before: line.returned,
      returned_now: chosen.get(line.line_no) ?? 0,
      ...(line.points_percent == null ? {} : { points_percent: line.points_percent }),
    })),
    points_per_yuan: receipt.member_id ? catalog.facts.rules.points.points_per_yuan : 0,
    points_earned: receipt.points,
    ...(receipt.rewards ? { rewards: receipt.rewards } : {}),
    ...(receipt.refund_basis ? { sold: receipt.refund_basis } : {}),
    ...pointsPaid(receipt),
    ...bonusOfSale(receipt),
    ...(receipt.earned_coupons ? { earned_coupons: receipt.earned_coupons } : {}),
  };
  return engine().refund(request);
}

/** What the customer gets: of the goods, less the coupons of this sale that were used meanwhile. */
export const paidOut = ({ refund, deducted }: RefundPlan): number => refund - (deducted ?? 0);

export interface ReturnFacts {
  receipt: Receipt;
  chosen: Map<number, number>;
  plan: RefundPlan;
  catalog: Catalog;
  reason: string;
  now: number;
}

/** Writes the return and waits for the server's word; the event tells what became of it. */
export async function takeBack(id: string, facts: ReturnFacts): Promise<JournalEvent | undefined> {
  await journal.appendDocument(id, Date.now(), (sequence) => document(id, facts, sequence));
  const store = useJournal();
  store.wake();
  return store.settled(id, PATIENCE_MS);
}

export const newReturnId = (): string => uuidV7();

function document(id: string, { receipt, chosen, plan, catalog, reason, now }: ReturnFacts, sequence: number) {
  const session = useSession();
  const person = session.person!;
  const till = session.till!;
  const shop = catalog.facts.shop;
  const day = businessDay(now, shop.utc_offset_minutes, shop.day_cutoff_minutes);
  const number = receiptNumber(day, till.number, sequence);
  const lines = [...chosen]
    .filter(([, quantity]) => quantity > 0)
    .map(([line_no, quantity]) => ({ line_no, quantity }));
  const body: ReturnRequest = {
    original_sale_id: receipt.sale_id,
    staff_id: person.staff_id,
    number,
    sequence,
    sold_at: now,
    lines,
    refund: paidOut(plan),
    reason,
  };
  return {
    id,
    kind: "return" as const,
    label: number,
    amount: paidOut(plan),
    path: `/v1/returns/${id}`,
    body,
    receipt: null,
  };
}
