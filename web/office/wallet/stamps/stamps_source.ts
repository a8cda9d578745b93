// Where the page of stamps gets its data, and where it sends it: each stamps promotion with what its full card gives, and
// the promotions by coupon that a card may become.
import { ask, server } from "../../server/client";
import type { StoredPromotion, StoredStampProgramme, StampProgramme } from "../../server/schema";
import { promotionsOf } from "../../promotions/promotions_source";

export interface StampRow {
  promotion: StoredPromotion;
  stored: StoredStampProgramme | null;
}
export interface Stamps {
  rows: StampRow[];
  coupons: StoredPromotion[];
}

export async function stampsOf(): Promise<Stamps> {
  const [promotions, { programmes }] = await Promise.all([promotionsOf(), ask(server.GET("/v1/stamp-programmes"))]);
  return {
    rows: promotions
      .filter(({ promotion }) => promotion.kind === "stamps")
      .map((promotion) => ({
        promotion,
        stored: programmes.find((one) => one.promotion_id === promotion.promotion.promotion_id) ?? null,
      })),
    coupons: promotions.filter(({ promotion }) => promotion.terms?.by_coupon),
  };
}

export const saveStamps = (
  promotion_id: string,
  expected_version: number,
  programme: StampProgramme,
): Promise<StoredStampProgramme> =>
  ask(
    server.PUT("/v1/stamp-programmes/{promotion_id}", {
      params: { path: { promotion_id } },
      body: { expected_version, programme },
    }),
  );
