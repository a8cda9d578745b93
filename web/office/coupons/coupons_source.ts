// Where the coupon screens get their data, and where they send it.
import { ask, server } from "../server/client";
import type {
  CouponBatch,
  CouponBatchDraft,
  CouponDetail,
  CouponIssue,
  CouponView,
  Member,
  Promotion,
} from "../server/schema";
import type { Page } from "../server/paging";
import { memberQuery, type MemberQuery } from "../members/member_query";
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

/** One page of a batch's coupons, in the order in which they were made. */
export async function couponsOf(
  batch_id: string,
  state: CouponView["state"] | null,
  cursor: string | null,
  signal: AbortSignal,
): Promise<Page<CouponView>> {
  const query = { batch_id, state: state ?? undefined, cursor: cursor ?? undefined };
  const page = await ask(server.GET("/v1/coupons", { params: { query }, signal }));
  return { rows: page.coupons, next: page.next };
}

/** What somebody types: a code, or whose the coupons are. */
export const isCode = (text: string): boolean => /^Q/i.test(text.trim());

export async function couponsFound(batch_id: string, text: string, signal: AbortSignal): Promise<CouponView[]> {
  if (isCode(text)) {
    const { coupon } = await couponDetail(text.trim());
    return coupon.batch_id === batch_id ? [coupon] : [];
  }
  const query = memberQuery(text);
  if (!query || Object.keys(query).length === 0) return [];
  const members = await membersLike(query);
  const lists = await Promise.all(
    members.map(({ member_id }) =>
      ask(server.GET("/v1/coupons", { params: { query: { batch_id, member_id } }, signal })),
    ),
  );
  return lists.flatMap(({ coupons }) => coupons);
}

export const couponDetail = (code: string): Promise<CouponDetail> =>
  ask(server.GET("/v1/coupons/{code}", { params: { path: { code } } }));

export const voidCoupon = (operation_id: string, code: string, reason: string): Promise<CouponView> =>
  ask(server.PUT("/v1/coupon-voids/{operation_id}", { params: { path: { operation_id } }, body: { code, reason } }));

/** Offered and taken at once; the coupon gets a new code. Both steps may be sent again. */
export async function passOn(transfer_id: string, code: string, member_id: string): Promise<CouponView> {
  const path = { transfer_id };
  await ask(server.PUT("/v1/coupon-transfers/{transfer_id}", { params: { path }, body: { code } }));
  return ask(server.PUT("/v1/coupon-transfers/{transfer_id}/taker", { params: { path }, body: { member_id } }));
}

export const membersLike = async (query: MemberQuery): Promise<Member[]> =>
  (await ask(server.GET("/v1/members", { params: { query } }))).members;
