import { describe, expect, it } from "vitest";
import type { PricingPolicy, ValuePolicy } from "../server/schema";
import {
  pendingProblems,
  pricingFormOf,
  pricingPolicyFrom,
  tierProblems,
  valueFormOf,
  valuePolicyFrom,
} from "./policy_form";

const policy: ValuePolicy = {
  points_valid_months: 12,
  notice_days: 30,
  adjust_alone: 1000,
  registered_limit: 500_000,
  bearer_limit: 100_000,
  without_proof: 0,
  hold_minutes: 15,
  lease_points: 0,
  lease_stored: 0,
  lease_hours: 24,
  growth_per_yuan: 1,
  tier_window: "rolling_year",
  tier_grace_days: 30,
  tiers: [
    { tier: "standard", growth: 0, recharge: null },
    { tier: "gold", growth: 8000, recharge: 300_000 },
  ],
  pending: [{ channel: "online", days: 7 }],
  household_size: 4,
};

describe("the rules of value", () => {
  it("are the ones that were read when nothing changed", () => {
    expect(valuePolicyFrom(valueFormOf(policy))).toEqual(policy);
  });
  it("keep what is not set out of what is sent", () => {
    const set = { ...policy, membership_cooling_days: 7 };
    expect(valuePolicyFrom(valueFormOf(set))).toEqual(set);
    expect(valuePolicyFrom({ ...valueFormOf(set), membership_cooling_days: null })).toEqual(policy);
  });
  it("are not sent while a number is missing", () => {
    expect(valuePolicyFrom({ ...valueFormOf(policy), lease_points: null })).toBeNull();
  });
  it("keep a zero: no lease is a rule, not a gap", () => {
    expect(valuePolicyFrom(valueFormOf(policy))?.lease_points).toBe(0);
  });
});

describe("channels whose points wait", () => {
  it("are none, and six in a household, when the shop never said", () => {
    const { pending, household_size } = valueFormOf({ ...policy, pending: null, household_size: null });
    expect([pending, household_size]).toEqual([[], 6]);
  });
  it.each([
    [[{ channel: "online", days: 7 }], [null]],
    [[{ channel: " ", days: 7 }], ["office.rules.channel_unnamed"]],
    [
      [
        { channel: "online", days: 7 },
        { channel: " online", days: 1 },
      ],
      [null, "office.rules.channel_twice"],
    ],
    [[{ channel: "online", days: null }], ["office.number.empty"]],
  ])("%j", (rows, wanted) => expect(pendingProblems(rows)).toEqual(wanted));
  it("are not sent while one makes no sense", () => {
    expect(valuePolicyFrom({ ...valueFormOf(policy), pending: [{ channel: "", days: 7 }] })).toBeNull();
  });
});

describe("tiers", () => {
  const row = (tier: string, growth: number | null) => ({ tier, growth, recharge: null });
  it.each([
    [[row("a", 0), row("b", 10)], []],
    [[row("a", 5)], ["0 growth office.rules.tier_first"]],
    [[row("a", 0), row("b", 0)], ["1 growth office.rules.tier_order"]],
    [[row("a", 0), row(" a ", 9)], ["1 tier office.rules.tier_twice"]],
    [[row("a", 0), row("", 9)], ["1 tier office.rules.tier_unnamed"]],
    [[row("a", 0), row("b", null)], ["1 growth office.number.empty"]],
  ])("%j", (tiers, wanted) =>
    expect(tierProblems(tiers).map(({ row: at, field, text }) => `${at} ${field} ${text}`)).toEqual(wanted),
  );
});

describe("the rules of pricing", () => {
  const before: PricingPolicy = {
    points_per_yuan: 1,
    rounding: { unit: 10, tenders: ["cash", "wallet"] },
    points_payment: { points: 100, value: 100, minimum: 500, cap: 5000, cap_amount: null },
  };
  it("are the ones that were read when nothing changed", () => {
    expect(pricingPolicyFrom(pricingFormOf(before), before)).toEqual(before);
  });
  it("drop rounding and payment by points when they are switched off", () => {
    const form = { ...pricingFormOf(before), rounding: 0, pays: false };
    expect(pricingPolicyFrom(form, before)).toEqual({ points_per_yuan: 1, rounding: null, points_payment: null });
  });
  it("keep what the form does not know", () => {
    const later = { ...before, later_rule: 7 };
    expect(pricingPolicyFrom(pricingFormOf(later), later)).toEqual(later);
  });
  it("are not sent while points are worth nothing", () => {
    expect(pricingPolicyFrom({ ...pricingFormOf(before), value: null }, before)).toBeNull();
  });
});
