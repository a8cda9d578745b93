// Where the page of what tills hold gets its data, and where it sends it.
import { ask, server } from "../server/client";
import type { TillHoldings } from "../server/schema";

export const holdingsOf = async (): Promise<TillHoldings[]> => (await ask(server.GET("/v1/till-holdings"))).tills;

/** Only the leases that the person saw: one that the till got since stays. */
export const giveTillUp = (till_id: string, lease_ids: string[], reason: string) =>
  ask(server.PUT("/v1/till-holdings/{till_id}/end", { params: { path: { till_id } }, body: { lease_ids, reason } }));
