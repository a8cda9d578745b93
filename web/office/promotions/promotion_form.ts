// One promotion in the editor, the draft that is sent, and the state in which a list shows it.
import type { KindDescription, Promotion, PromotionDraft, PromotionState, Scope } from "../server/schema";
import { carriedOver, initialValues, parametersOf, valuesOf, type ParameterValues } from "./form/parameter_form";
import { scheduleFormOf, scheduleOf, type ScheduleForm } from "./form/schedule_form";
import { conditionsFormOf, conditionsOf, emptyConditions, type ConditionsForm } from "./form/terms_form";

export interface PromotionForm extends ConditionsForm {
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

export function emptyPromotion(kind: KindDescription): PromotionForm {
  const form: PromotionForm = {
    kind: kind.kind,
    name: "",
    members_only: false,
    scope: emptyScope(),
    schedule: scheduleFormOf({ weekdays: [] }),
    values: initialValues(kind.parameters),
    ...emptyConditions(),
  };
  if (kind.coupon_only) form.terms.by_coupon = true;
  return form;
}

export function promotionFormOf(promotion: Promotion, kind: KindDescription): PromotionForm {
  return {
    kind: promotion.kind,
    name: promotion.name,
    members_only: promotion.members_only,
    scope: copyOf(promotion.scope),
    schedule: scheduleFormOf(promotion.schedule),
    values: valuesOf(kind.parameters, promotion.parameters as Record<string, unknown>),
    ...conditionsFormOf(promotion),
  };
}

/** Another kind: what the old and the new one call alike is kept. Only a unit price can be a shelf price. */
export function changeKind(form: PromotionForm, before: KindDescription, kind: KindDescription): void {
  const fresh = initialValues(kind.parameters);
  for (const hint of kind.parameters) {
    const old = before.parameters.find((entry) => entry.name === hint.name);
    fresh[hint.name] = carriedOver(hint, old, form.values[hint.name]) ?? fresh[hint.name]!;
  }
  form.kind = kind.kind;
  if (kind.coupon_only) form.terms.by_coupon = true;
  form.values = fresh;
  if (kind.layer !== "unit_price") form.terms.mandatory = false;
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
    ...conditionsOf(form),
    ...(expected_version === null ? {} : { expected_version }),
  };
}
