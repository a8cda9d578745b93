// One promotion in the editor, the draft that is sent, and the state in which a list shows it.
import type {
  KindDescription,
  Promotion,
  PromotionDraft,
  PromotionState,
  Schedule,
  Scope,
  StoredPromotion,
} from "../server/schema";
import { initialValues, parametersOf, valuesOf, type ParameterValues } from "./form/parameter_form";
import { scheduleFormOf, scheduleOf, type ScheduleForm } from "./form/schedule_form";

export interface PromotionForm {
  kind: string;
  name: string;
  members_only: boolean;
  scope: Scope;
  schedule: ScheduleForm;
  values: ParameterValues;
}

export const emptyScope = (): Scope => ({
  products: [],
  categories: [],
  excluded_products: [],
  excluded_categories: [],
});

/** Field by field, because the form is reactive: a structured clone of it is refused by the browser. */
const copyOf = (scope: Scope): Scope => ({
  products: [...scope.products],
  categories: [...scope.categories],
  excluded_products: [...scope.excluded_products],
  excluded_categories: [...scope.excluded_categories],
});

export const emptyPromotion = (kind: KindDescription): PromotionForm => ({
  kind: kind.kind,
  name: "",
  members_only: false,
  scope: emptyScope(),
  schedule: scheduleFormOf({ weekdays: [] }),
  values: initialValues(kind.parameters),
});

export function promotionFormOf(promotion: Promotion, kind: KindDescription): PromotionForm {
  return {
    kind: promotion.kind,
    name: promotion.name,
    members_only: promotion.members_only,
    scope: copyOf(promotion.scope),
    schedule: scheduleFormOf(promotion.schedule),
    values: valuesOf(kind.parameters, promotion.parameters as Record<string, unknown>),
  };
}

/** Another kind: what the old and the new one call alike is kept. */
export function changeKind(form: PromotionForm, kind: KindDescription): void {
  const fresh = initialValues(kind.parameters);
  for (const name of Object.keys(fresh)) fresh[name] = form.values[name] ?? fresh[name]!;
  form.kind = kind.kind;
  form.values = fresh;
}

/** Null while a required field is empty; whether it makes sense is the engine's to say. */
export function promotionDraftOf(
  form: PromotionForm,
  kind: KindDescription,
  state: PromotionState,
  expected_version: number | null,
): PromotionDraft | null {
  const parameters = parametersOf(kind.parameters, form.values);
  if (!parameters || form.name.trim() === "") return null;
  return {
    kind: form.kind,
    name: form.name.trim(),
    state,
    members_only: form.members_only,
    scope: copyOf(form.scope),
    schedule: scheduleOf(form.schedule),
    parameters: parameters as PromotionDraft["parameters"],
    ...(expected_version === null ? {} : { expected_version }),
  };
}

export type Phase = "draft" | "waiting" | "running" | "over" | "ended";

export function phaseOf(promotion: { state: PromotionState; schedule: Schedule }, now: number): Phase {
  if (promotion.state !== "active") return promotion.state;
  const { starts_at, ends_at } = promotion.schedule;
  if (starts_at != null && now < starts_at) return "waiting";
  return ends_at != null && now >= ends_at ? "over" : "running";
}

const ORDER: Phase[] = ["running", "waiting", "draft", "over", "ended"];

/** What runs now stands first, then what was changed last. */
export function inListOrder(promotions: StoredPromotion[], now: number): StoredPromotion[] {
  const rank = (stored: StoredPromotion) => ORDER.indexOf(phaseOf(stored.promotion, now));
  return [...promotions].sort((a, b) => rank(a) - rank(b) || b.changed_at - a.changed_at);
}
