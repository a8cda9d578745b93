// What a run's progress looks like: pure, so that it can be tested without a server.
import type { LaboratoryRun, PromotionDraft } from "../server/schema";
import { shiftDay } from "../server/when";

export const underWay = (run: Pick<LaboratoryRun, "state"> | null): boolean =>
  run?.state === "waiting" || run?.state === "running";

/** Whole percent; a run of no baskets that has ended is whole. */
export function percentDone(run: Pick<LaboratoryRun, "state" | "baskets_done" | "baskets_total">): number {
  if (run.state === "done") return 100;
  return run.baskets_total === 0 ? 0 : Math.min(99, Math.floor((run.baskets_done * 100) / run.baskets_total));
}

/** Whole seconds that remain at the speed so far; null while nothing is known. */
export function secondsLeft(
  run: Pick<LaboratoryRun, "state" | "baskets_done" | "baskets_total" | "elapsed_ms">,
): number | null {
  if (run.state !== "running" || run.baskets_done === 0 || run.elapsed_ms === 0) return null;
  return Math.ceil(((run.baskets_total - run.baskets_done) * run.elapsed_ms) / run.baskets_done / 1000);
}

/** What decides the result of a replay: the draft but for its state and the version it was edited from. */
export const draftKey = (draft: PromotionDraft): string => JSON.stringify({ ...contentOf(draft), state: "draft" });

/** The draft without the version that it was edited from: who merely tries it out conflicts with nobody. */
export function contentOf(draft: PromotionDraft): PromotionDraft {
  const content = { ...draft };
  delete content.expected_version;
  return content;
}

/** So many business days that end with the given one. */
export const daysUntil = (last: string, days: number) => ({ from_day: shiftDay(last, 1 - days), to_day: last });

/** 1234 -> "12.34%", of basis points, with at most one decimal. */
export function rateText(basisPoints: number): string {
  const tenths = Math.round(basisPoints / 10);
  return `${tenths < 0 ? "\u2212" : ""}${Math.floor(Math.abs(tenths) / 10)}.${Math.abs(tenths) % 10}%`;
}

/** A share of a count in words: "12.3%"; empty when there is no whole. */
export const shareText = (part: number, whole: number): string =>
  whole === 0 ? "" : rateText(Math.round((part * 10_000) / whole));
