// The tenders of a receipt as it prints them. The server says what a card paid of principal and bonus; the card's digits and
// what is left on it are known to the till that took it.
import type { Receipt } from "@api/types";
import type { JournalEvent, PaidCard, PayingKind } from "../journal/database";

export interface TenderRow {
  kind: Receipt["tenders"][number]["kind"];
  card: PayingKind;
  masked: string;
  /** cash: what was handed over */
  amount: number;
  bonus: number;
  after: number | null;
  change: number;
}

export function tenderRows(receipt: Receipt, event: JournalEvent | null): TenderRow[] {
  const cards: PaidCard[] = event?.cards ?? [];
  return receipt.tenders.map(({ kind, tendered, change_given, allowance_id, bonus }) => {
    const known = cards.find((card) => card.allowance_id === allowance_id);
    return {
      kind,
      card: known?.kind ?? (kind === "on_account" ? "account" : "stored"),
      masked: known?.masked ?? "",
      amount: tendered,
      bonus: bonus ?? 0,
      after: known?.after ?? null,
      change: change_given,
    };
  });
}

export const changeOf = ({ tenders }: Receipt): number => tenders.reduce((sum, one) => sum + one.change_given, 0);
export const chargedOf = ({ tenders }: Receipt): number =>
  tenders.reduce((sum, one) => sum + (one.kind === "on_account" ? one.amount : 0), 0);
/** What was received: nothing of what the member owes. */
export const tenderedOf = (receipt: Receipt): number =>
  receipt.tenders.reduce((sum, one) => sum + one.tendered, 0) - chargedOf(receipt);
