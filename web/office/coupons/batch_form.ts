// The form of a batch of coupons, and what is wrong with it before it is sent.
import type { CouponBatch, CouponBatchDraft, CouponWay } from "../server/schema";

export const WAYS: CouponWay[] = ["hand", "code", "rule"];
export const TONES = { draft: "quiet", active: "good", ended: "info" } as const;

export interface BatchForm {
  promotion_id: string;
  name: string;
  days_kind: "days" | "fixed";
  days: number | null;
  from: string;
  until: string;
  issued: number | null;
  used: number | null;
  per_member: number | null;
  ways: CouponWay[];
  transferable: boolean;
}

export function batchFormOf(batch: CouponBatch | null): BatchForm {
  const draft = batch?.batch;
  return {
    promotion_id: draft?.promotion_id ?? "",
    name: draft?.name ?? "",
    days_kind: draft?.validity.until ? "fixed" : "days",
    days: draft ? (draft.validity.days ?? null) : 30,
    from: draft?.validity.from ?? "",
    until: draft?.validity.until ?? "",
    issued: draft?.limits.issued ?? null,
    used: draft?.limits.used ?? null,
    per_member: draft?.limits.per_member ?? null,
    ways: draft ? [...draft.ways] : ["hand", "code"],
    transferable: draft?.transferable ?? false,
  };
}

export type BatchProblems = Partial<Record<"promotion_id" | "name" | "days" | "until" | "ways", string>>;

export function batchProblems(form: BatchForm): BatchProblems {
  const problems: BatchProblems = {};
  if (!form.promotion_id) problems.promotion_id = "office.coupons.promotion_missing";
  if (!form.name.trim()) problems.name = "office.coupons.name_missing";
  if (form.days_kind === "days" && !form.days) problems.days = "office.coupons.days_missing";
  if (form.days_kind === "fixed" && !form.until) problems.until = "office.coupons.until_missing";
  if (form.days_kind === "fixed" && form.from && form.until && form.until < form.from)
    problems.until = "office.coupons.until_before";
  if (form.ways.length === 0) problems.ways = "office.coupons.ways_missing";
  return problems;
}

export function batchDraftOf(
  form: BatchForm,
  state: CouponBatchDraft["state"],
  expected_version: number,
): CouponBatchDraft | null {
  if (Object.keys(batchProblems(form)).length > 0) return null;
  const fixed = form.days_kind === "fixed";
  return {
    promotion_id: form.promotion_id,
    name: form.name.trim(),
    state,
    validity: {
      from: form.from || undefined,
      until: fixed ? form.until : undefined,
      days: fixed ? undefined : (form.days ?? undefined),
    },
    limits: {
      issued: form.issued ?? undefined,
      used: form.used ?? undefined,
      per_member: form.per_member ?? undefined,
    },
    ways: WAYS.filter((way) => form.ways.includes(way)),
    transferable: form.transferable,
    expected_version,
  };
}
