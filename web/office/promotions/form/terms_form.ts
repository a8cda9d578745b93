// Whom a promotion is for, its terms, its limits and who pays, as the form has them. What says nothing is not sent:
// a promotion that was stored without a section comes back without it.
import type { Audience, Funder, Limits, Promotion, PromotionDraft, Terms } from "../../server/schema";

export const LIMITS = ["per_order", "per_member", "per_member_day", "per_day", "total", "budget"] as const;
export type LimitName = (typeof LIMITS)[number];
export type LimitsForm = Record<LimitName, number | null>;
export type TermsForm = Omit<Terms, "exclusive_group"> & { exclusive_group: number | null };

export interface ConditionsForm {
  audience: Audience;
  terms: TermsForm;
  limits: LimitsForm;
  funder: Funder;
}

const WHOLE = 10_000;

export const emptyTerms = (): TermsForm => ({
  mandatory: false,
  by_coupon: false,
  skip_discounted: false,
  on_break: "keep",
  exclusive_group: null,
});
export const emptyConditions = (): ConditionsForm => ({
  audience: { tiers: [], tags: [], shops: [], channels: [] },
  terms: emptyTerms(),
  limits: { per_order: null, per_member: null, per_member_day: null, per_day: null, total: null, budget: null },
  funder: { kind: "shop", name: "", share: WHOLE },
});

type Stored = Pick<Promotion, "audience" | "terms" | "limits" | "funder">;

export function conditionsFormOf({ audience, terms, limits, funder }: Stored): ConditionsForm {
  const form = emptyConditions();
  for (const name of ["tiers", "tags", "shops", "channels"] as const)
    form.audience[name] = [...(audience?.[name] ?? [])];
  if (terms) form.terms = { ...terms, exclusive_group: terms.exclusive_group ?? null };
  for (const name of LIMITS) form.limits[name] = limits?.[name] ?? null;
  if (funder) form.funder = { ...funder };
  return form;
}

export const usesAudience = ({ tiers, tags, shops, channels }: Audience) =>
  tiers.length + tags.length + shops.length + channels.length > 0;
export const usesTerms = (terms: TermsForm) =>
  terms.mandatory ||
  terms.by_coupon ||
  terms.skip_discounted ||
  terms.on_break !== "keep" ||
  terms.exclusive_group !== null;
export const usesLimits = (limits: LimitsForm) => LIMITS.some((name) => limits[name] !== null);
export const usesFunder = (funder: Funder) => funder.kind !== "shop" || funder.name.trim() !== "";

function termsOf({ exclusive_group, ...terms }: TermsForm): Terms {
  return exclusive_group === null ? { ...terms } : { ...terms, exclusive_group };
}
function limitsOf(form: LimitsForm): Limits {
  const limits: Limits = {};
  for (const name of LIMITS) if (form[name] !== null) limits[name] = form[name];
  return limits;
}

/** A shop pays all of it, a supplier the share that was agreed. */
function funderOf({ kind, name, share }: Funder): Funder {
  return { kind, name: name.trim(), share: kind === "shop" ? WHOLE : share };
}

export function conditionsOf(form: ConditionsForm): Pick<PromotionDraft, "audience" | "terms" | "limits" | "funder"> {
  const { tiers, tags, shops, channels } = form.audience;
  return {
    ...(usesAudience(form.audience)
      ? { audience: { tiers: [...tiers], tags: [...tags], shops: [...shops], channels: [...channels] } }
      : {}),
    ...(usesTerms(form.terms) ? { terms: termsOf(form.terms) } : {}),
    ...(usesLimits(form.limits) ? { limits: limitsOf(form.limits) } : {}),
    ...(usesFunder(form.funder) ? { funder: funderOf(form.funder) } : {}),
  };
}
