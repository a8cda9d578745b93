// What stands in the form of a package, which fields its kind has, what is wrong with it, and the package that is
// sent. Amounts are whole fen. What the server would refuse is said here first, beside its field.
import { Refusal } from "../server/refusal";
import type { CardKind, Package } from "../server/schema";

export interface PackageForm {
  kind: CardKind;
  name: string;
  price: number | null;
  bonus: number | null;
  instalments: number | null;
  points: number | null;
  uses: number | null;
  free_uses: number | null;
  valid_days: number | null;
  tax_rate: number | null;
  months: number | null;
  tier: string;
  shops: string[];
}
export type PackageField = keyof PackageForm;
export type PackageProblems = Partial<Record<PackageField, string>>;

/** Most that the shop's rules let one card hold. */
export interface CardLimits {
  registered_limit: number;
  bearer_limit: number;
}

export const KINDS: CardKind[] = ["stored", "gift", "count", "membership"];
const FIELDS: Record<CardKind, PackageField[]> = {
  stored: ["price", "bonus", "instalments", "points", "tier"],
  gift: ["price", "shops"],
  count: ["price", "uses", "free_uses", "valid_days", "tax_rate", "points", "tier", "shops"],
  membership: ["price", "months", "tier", "tax_rate"],
};
export const hasField = (kind: CardKind, field: PackageField) => FIELDS[kind].includes(field);

export function packageFormOf(stored: Package | null): PackageForm {
  return {
    kind: stored?.kind ?? "stored",
    name: stored?.name ?? "",
    price: stored?.price ?? null,
    bonus: stored?.bonus ?? 0,
    instalments: stored?.instalments ?? 1,
    points: stored?.points ?? 0,
    uses: stored?.uses || null,
    free_uses: stored?.free_uses ?? 0,
    valid_days: stored?.valid_days ?? null,
    tax_rate: stored?.tax_rate ?? null,
    months: stored?.months ?? null,
    tier: stored?.tier ?? "",
    shops: [...(stored?.shops ?? [])],
  };
}

/** The server counts bytes; a Chinese character has three. */
const bytes = (text: string) => new TextEncoder().encode(text).length;

function limitProblem({ kind, price, bonus }: PackageForm, limits: CardLimits): string | null {
  if (kind === "stored" && (price ?? 0) + (bonus ?? 0) > limits.registered_limit)
    return "office.packages.over_registered";
  if (kind === "gift" && (price ?? 0) > limits.bearer_limit) return "office.packages.over_bearer";
  return null;
}

/** Keys of language texts, by field; an empty record means that the package may be sent. */
export function packageProblems(form: PackageForm, limits: CardLimits): PackageProblems {
  const problems: PackageProblems = {};
  if (form.name.trim() === "") problems.name = "office.packages.name_missing";
  else if (bytes(form.name.trim()) > 120) problems.name = "office.packages.name_long";
  if (!form.price) problems.price = "office.packages.price_missing";
  const over = limitProblem(form, limits);
  if (over) problems.price = over;
  if (form.kind === "stored") {
    if (form.bonus === null) problems.bonus = "office.packages.bonus_missing";
    else if (!form.instalments) problems.instalments = "office.packages.instalments_missing";
    else if (form.instalments > 1 && form.bonus === 0) problems.instalments = "office.packages.instalments_no_bonus";
    else if (form.bonus > 0 && form.bonus < form.instalments)
      problems.instalments = "office.packages.instalments_small";
  }
  if (form.kind === "membership" && !form.months) problems.months = "office.packages.months_missing";
  if (form.kind === "membership" && !form.tier) problems.tier = "office.packages.tier_missing";
  if (form.kind === "count" && !form.uses) problems.uses = "office.packages.uses_missing";
  return problems;
}

/** Fields that the kind does not have are left empty; what this form does not show stays as it was. */
export function packageOf(form: PackageForm, before: Package | null, on_sale: boolean): Package {
  const only = <T>(field: PackageField, value: T, none: T): T => (hasField(form.kind, field) ? value : none);
  return {
    kind: form.kind,
    name: form.name.trim(),
    price: form.price ?? 0,
    bonus: only("bonus", form.bonus ?? 0, 0),
    instalments: only("instalments", form.instalments ?? 1, 1),
    points: only("points", form.points ?? 0, 0),
    uses: only("uses", form.uses ?? 0, 0),
    free_uses: only("free_uses", form.free_uses ?? 0, 0),
    valid_days: only("valid_days", form.valid_days, null),
    tax_rate: only("tax_rate", form.tax_rate, null),
    ...(form.kind === "membership" ? { months: form.months } : {}),
    tier: only("tier", form.tier || null, null),
    coupons: form.kind === "membership" ? null : (before?.coupons ?? null),
    shops: only("shops", form.shops, form.kind === "membership" ? [] : (before?.shops ?? [])),
    on_sale,
  };
}

/** Bonus for a hundred paid, in basis points, rounded down. */
export const bonusRatio = (price: number | null, bonus: number | null): number | null =>
  price && bonus ? Math.floor((bonus * 10_000) / price) : null;

/** The field that a refusal of the server names: {field: "bonus"} or {path: "package.bonus"}. */
export function fieldOf(problem: unknown): PackageField | null {
  if (!(problem instanceof Refusal)) return null;
  const named = problem.details.find(({ name }) => name === "field" || name === "path")?.value ?? "";
  const field = named.split(/[./]/).pop() ?? "";
  return field in packageFormOf(null) ? (field as PackageField) : null;
}
