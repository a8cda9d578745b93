// What stands in the forms of the rules, and what is wrong with them. Both policies have versions: a save names the
// one it replaces. What a form does not show is sent back as it was read.
import type { PricingPolicy, TierRule, ValuePolicy } from "../server/schema";

export type Numbers<T> = { [Name in keyof T]: T[Name] extends number ? number | null : T[Name] };
export interface TierRow {
  tier: string;
  growth: number | null;
  recharge: number | null;
}
/** Not set is a rule as well: none is leased, nobody writes down alone. */
type OptionalName = "lease_credit" | "write_down_alone" | "membership_cooling_days" | "membership_remind_days";
type Optional = Record<OptionalName, number | null>;
/** A channel whose points wait. */
export interface PendingRow {
  channel: string;
  days: number | null;
}
type PlainRules = Omit<ValuePolicy, "tiers" | "pending" | "household_size" | keyof Optional>;
export type ValueForm = Numbers<PlainRules> &
  Optional & {
    tiers: TierRow[];
    pending: PendingRow[];
    household_size: number | null;
  };
export interface TierProblem {
  row: number;
  field: keyof TierRow;
  text: string;
}

/** Members of one household when the shop has not said otherwise. */
export const HOUSEHOLD = 6;
/** The most that the law allows on one card, in fen. */
export const LAW = { registered: 500_000, bearer: 100_000 };

export const valueFormOf = (policy: ValuePolicy): ValueForm => ({
  ...policy,
  lease_credit: policy.lease_credit ?? null,
  write_down_alone: policy.write_down_alone ?? null,
  membership_cooling_days: policy.membership_cooling_days ?? null,
  membership_remind_days: policy.membership_remind_days ?? null,
  tiers: policy.tiers.map(({ tier, growth, recharge }) => ({ tier, growth, recharge: recharge ?? null })),
  pending: (policy.pending ?? []).map(({ channel, days }) => ({ channel, days })),
  household_size: policy.household_size ?? HOUSEHOLD,
});

function rowProblem(tiers: TierRow[], row: number): Omit<TierProblem, "row"> | null {
  const { tier, growth } = tiers[row]!;
  const name = tier.trim();
  if (name === "") return { field: "tier", text: "office.rules.tier_unnamed" };
  if (tiers.slice(0, row).some((other) => other.tier.trim() === name))
    return { field: "tier", text: "office.rules.tier_twice" };
  if (growth === null) return { field: "growth", text: "office.number.empty" };
  if (row === 0 && growth !== 0) return { field: "growth", text: "office.rules.tier_first" };
  if (row > 0 && growth <= (tiers[row - 1]!.growth ?? 0)) return { field: "growth", text: "office.rules.tier_order" };
  return null;
}

/** The first problem of each row. */
export const tierProblems = (tiers: TierRow[]): TierProblem[] =>
  tiers.flatMap((_, row) => {
    const problem = rowProblem(tiers, row);
    return problem ? [{ row, ...problem }] : [];
  });

/** What is wrong with each row of channels: the key of its words. */
export const pendingProblems = (rows: PendingRow[]): (string | null)[] =>
  rows.map(({ channel, days }, row) => {
    const name = channel.trim();
    if (name === "") return "office.rules.channel_unnamed";
    if (rows.slice(0, row).some((other) => other.channel.trim() === name)) return "office.rules.channel_twice";
    return days === null ? "office.number.empty" : null;
  });

/** Null while a number is missing or a tier makes no sense. */
export function valuePolicyFrom(form: ValueForm): ValuePolicy | null {
  const { lease_credit, write_down_alone, membership_cooling_days, membership_remind_days, ...required } = form;
  const { tiers, pending, ...numbers } = required;
  if (Object.values(numbers).some((value) => value === null) || tierProblems(tiers).length > 0) return null;
  if (pendingProblems(pending).some((problem) => problem !== null)) return null;
  const rules = tiers.map(({ tier, growth, recharge }): TierRule => ({ tier: tier.trim(), growth: growth!, recharge }));
  const optional = { lease_credit, write_down_alone, membership_cooling_days, membership_remind_days };
  const set = Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== null));
  return {
    ...(numbers as Omit<ValuePolicy, "tiers" | "pending" | keyof Optional>),
    ...set,
    tiers: rules,
    pending: pending.map(({ channel, days }) => ({ channel: channel.trim(), days: days! })),
  };
}

// Points per yuan, 抹零, 积分抵现: one step of `points` is worth `value`.
export interface PricingForm {
  points_per_yuan: number | null;
  /** fen to which cash is rounded down; 0: not at all */
  rounding: number;
  pays: boolean;
  points: number | null;
  value: number | null;
  minimum: number | null;
  cap: number | null;
  cap_amount: number | null;
}

export function pricingFormOf(policy: PricingPolicy): PricingForm {
  const paid = policy.points_payment;
  return {
    points_per_yuan: policy.points_per_yuan,
    rounding: policy.rounding?.unit ?? 0,
    pays: paid != null,
    points: paid?.points ?? 100,
    value: paid?.value ?? 100,
    minimum: paid?.minimum ?? 0,
    cap: paid?.cap ?? 10_000,
    cap_amount: paid?.cap_amount ?? null,
  };
}

/** Null while a number is missing. */
export function pricingPolicyFrom(form: PricingForm, before: PricingPolicy): PricingPolicy | null {
  const { points_per_yuan, points, value, minimum, cap, cap_amount } = form;
  if (points_per_yuan === null) return null;
  const rounding = form.rounding ? { unit: form.rounding, tenders: before.rounding?.tenders ?? ["cash"] } : null;
  if (!form.pays) return { ...before, points_per_yuan, rounding, points_payment: null };
  if (!points || !value || minimum === null || !cap) return null;
  return { ...before, points_per_yuan, rounding, points_payment: { points, value, minimum, cap, cap_amount } };
}
