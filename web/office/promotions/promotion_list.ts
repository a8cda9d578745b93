// The list of promotions: the state in which each is shown, the order, and what the filters let through.
import type {
  KindDescription,
  Layer,
  PromotionDraft,
  PromotionState,
  Schedule,
  StoredPromotion,
} from "../server/schema";

export type Phase = "draft" | "waiting" | "running" | "over" | "ended";

export function phaseOf(promotion: { state: PromotionState; schedule: Schedule }, now: number): Phase {
  if (promotion.state !== "active") return promotion.state;
  const { starts_at, ends_at } = promotion.schedule;
  if (starts_at != null && now < starts_at) return "waiting";
  return ends_at != null && now >= ends_at ? "over" : "running";
}

export const PHASES: Phase[] = ["running", "waiting", "draft", "over", "ended"];
export const TONES = { running: "good", waiting: "info", draft: "quiet", over: "warn", ended: "quiet" } as const;

/** What runs now stands first, then what was changed last. */
export function inListOrder(promotions: StoredPromotion[], now: number): StoredPromotion[] {
  const rank = (stored: StoredPromotion) => PHASES.indexOf(phaseOf(stored.promotion, now));
  return [...promotions].sort((a, b) => rank(a) - rank(b) || b.changed_at - a.changed_at);
}

export interface PromotionFilter {
  text: string;
  phase: Phase | "all";
  layer: Layer | "";
  kind: string;
}
export const noFilter = (): PromotionFilter => ({ text: "", phase: "all", layer: "", kind: "" });
export const isFiltered = ({ text, phase, layer, kind }: PromotionFilter) =>
  text.trim() !== "" || phase !== "all" || layer !== "" || kind !== "";

/** By name, kind in both languages, or who pays. */
function says({ promotion }: StoredPromotion, kind: KindDescription | undefined, text: string): boolean {
  const words = [promotion.name, kind?.zh, kind?.en, promotion.funder?.name].join(" ").toLowerCase();
  return text
    .toLowerCase()
    .split(/\s+/)
    .every((word) => words.includes(word));
}

export function filtered(
  list: StoredPromotion[],
  kinds: KindDescription[],
  filter: PromotionFilter,
  now: number,
): StoredPromotion[] {
  const known = new Map(kinds.map((kind) => [kind.kind, kind]));
  return list.filter((stored) => {
    const kind = known.get(stored.promotion.kind);
    return (
      (filter.phase === "all" || phaseOf(stored.promotion, now) === filter.phase) &&
      (filter.layer === "" || kind?.layer === filter.layer) &&
      (filter.kind === "" || stored.promotion.kind === filter.kind) &&
      says(stored, kind, filter.text.trim())
    );
  });
}

/** The same promotion in another state, as it is sent from the list. */
export function draftOfStored({ promotion, version }: StoredPromotion, state: PromotionState): PromotionDraft {
  const { kind, name, members_only, scope, schedule, parameters, audience, terms, limits, funder } = promotion;
  const content = { kind, name, members_only, scope, schedule, parameters, audience, terms, limits, funder };
  return { ...content, state, expected_version: version };
}
