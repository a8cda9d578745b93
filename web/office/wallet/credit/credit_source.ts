// Where the pages of receivables get their data, and where they send it.
import { ask, server } from "../../server/client";
import type { CreditAccount, CreditStatement, CreditTerms, ReceivableList } from "../../server/schema";

const member = (member_id: string) => ({ path: { member_id } });

export const creditOf = (id: string): Promise<CreditAccount> =>
  ask(server.GET("/v1/members/{member_id}/credit", { params: member(id) }));
export const saveCredit = (id: string, expected_version: number, terms: CreditTerms): Promise<CreditAccount> =>
  ask(server.PUT("/v1/credit-accounts/{member_id}", { params: member(id), body: { expected_version, terms } }));
export const creditStatementOf = (id: string, cursor: string | null, signal: AbortSignal): Promise<CreditStatement> =>
  ask(
    server.GET("/v1/members/{member_id}/credit-statement", {
      params: { ...member(id), query: cursor ? { cursor } : {} },
      signal,
    }),
  );
export const receivablesOf = (): Promise<ReceivableList> => ask(server.GET("/v1/receivables"));
