// Where the page of offline quotas gets its data, and where it sends it.
import { ask, server } from "../server/client";
import type { OfflineQuota, PromotionQuota, QuotaLeaseView } from "../server/schema";

export const quotasOf = async (): Promise<PromotionQuota[]> => (await ask(server.GET("/v1/offline-quotas"))).quotas;
export const leasesOf = async (): Promise<QuotaLeaseView[]> => (await ask(server.GET("/v1/quota-leases"))).leases;

export const saveQuota = (promotion_id: string, body: OfflineQuota): Promise<OfflineQuota> =>
  ask(server.PUT("/v1/promotions/{promotion_id}/offline-quota", { params: { path: { promotion_id } }, body }));

export const giveUp = (lease_id: string, reason: string): Promise<QuotaLeaseView> =>
  ask(server.PUT("/v1/quota-leases/{lease_id}/end", { params: { path: { lease_id } }, body: { reason } }));
