// Where the sales screens get their documents.
import { ask, server } from "../server/client";
import type { Page } from "../server/paging";
import type { Receipt, SaleSummary } from "../server/schema";

export interface SalesQuestion {
  day: string;
  till: string;
  number: string;
  cursor: string | null;
}

export async function salesOf(question: SalesQuestion, signal: AbortSignal): Promise<Page<SaleSummary>> {
  const query = {
    day: question.day,
    till: question.till || undefined,
    q: question.number || undefined,
    cursor: question.cursor ?? undefined,
  };
  const page = await ask(server.GET("/v1/sales", { params: { query }, signal }));
  return { rows: page.sales, next: page.next };
}

export const receiptOf = (saleId: string): Promise<Receipt> =>
  ask(server.GET("/v1/sales/{sale_id}", { params: { path: { sale_id: saleId } } }));

/** The returns of a sale: the other direction of original_sale_id. */
export async function returnsOf(saleId: string): Promise<SaleSummary[]> {
  const page = await ask(server.GET("/v1/sales", { params: { query: { original: saleId } } }));
  return page.sales;
}
