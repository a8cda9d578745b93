// Where the promotion screens get their data, and where they send it.
import { ask, server } from "../server/client";
import type { KindDescription, PromotionDraft, StoredPromotion } from "../server/schema";

let kinds: Promise<KindDescription[]> | null = null;

/** The kinds are part of the program: asked once. */
export function kindsOf(): Promise<KindDescription[]> {
  kinds ??= ask(server.GET("/v1/promotion-kinds"))
    .then((list) => list.kinds)
    .catch((problem) => {
      kinds = null;
      throw problem;
    });
  return kinds;
}

export const promotionsOf = async (): Promise<StoredPromotion[]> =>
  (await ask(server.GET("/v1/promotions"))).promotions;

export const savePromotion = (promotion_id: string, body: PromotionDraft): Promise<StoredPromotion> =>
  ask(server.PUT("/v1/promotions/{promotion_id}", { params: { path: { promotion_id } }, body }));

/** Levels that members have now; none for who may not see members. */
export const tiersOf = async (): Promise<string[]> => {
  const page = await ask(server.GET("/v1/members")).catch(() => ({ members: [] }));
  return [...new Set(page.members.map((member) => member.tier))].sort();
};
