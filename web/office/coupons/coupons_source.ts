// Where the coupon screens get their data, and where they send it.
import { ask, server } from "../server/client";
import type { CouponBatch, CouponBatchDraft, CouponIssue, CouponView, Member, Promotion } from "../server/schema";
import type { MemberQuery } from "../members/member_query";
import { promotionsOf } from "../promotions/promotions_source";

export const batchesOf = async (): Promise<CouponBatch[]> => (await ask(server.GET("/v1/coupon-batches"))).batches;

export const saveBatch = (batch_id: string, body: CouponBatchDraft): Promise<CouponBatch> =>
  ask(server.PUT("/v1/coupon-batches/{batch_id}", { params: { path: { batch_id } }, body }));

/** The same operation id makes the same coupons, however often it is sent. */
export const issueCoupons = async (operation_id: string, body: CouponIssue): Promise<CouponView[]> =>
  (await ask(server.PUT("/v1/coupon-issues/{operation_id}", { params: { path: { operation_id } }, body }))).coupons;

/** Promotions that a batch can belong to. */
export const couponPromotionsOf = async (): Promise<Promotion[]> =>
  (await promotionsOf()).map((stored) => stored.promotion).filter((promotion) => promotion.terms?.by_coupon);

export const membersLike = async (query: MemberQuery): Promise<Member[]> =>
  (await ask(server.GET("/v1/members", { params: { query } }))).members;
