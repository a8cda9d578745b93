// Each part of the form in one line, for when it is folded, and for the list.
import { yuanText } from "@ui/money";
import { writeNumber } from "../parts/number_input";
import type { Audience, Funder, Scope } from "../server/schema";
import {
  LIMITS,
  usesAudience,
  usesFunder,
  usesLimits,
  usesTerms,
  type LimitsForm,
  type TermsForm,
} from "./form/terms_form";
import type { ScheduleForm } from "./form/schedule_form";

/** vue-i18n's `t`, as far as it is needed here. */
export type Say = (key: string, values?: Record<string, unknown>) => string;

const joined = (say: Say, parts: (string | false)[]) =>
  parts.filter((part) => part !== false && part !== "").join(say("office.promotions.clause"));
const listed = (say: Say, words: string[]) => words.join(say("office.promotions.separator"));

const MOST_NAMES = 3;

function goodsText(say: Say, categories: string[], products: number, nameOf: (id: string) => string): string {
  const names = categories.slice(0, MOST_NAMES).map(nameOf).filter(Boolean);
  const more = categories.length - MOST_NAMES;
  if (more > 0) names.push(say("office.promotions.more_categories", { count: more }));
  if (products > 0) names.push(say("office.promotions.products", { count: products }));
  return listed(say, names);
}

export function scopeSummary(say: Say, scope: Scope, nameOf: (id: string) => string): string {
  const chosen = goodsText(say, scope.categories, scope.products.length, nameOf);
  const left = goodsText(say, scope.excluded_categories, scope.excluded_products.length, nameOf);
  return joined(say, [
    chosen || say("office.promotions.everything"),
    left !== "" && say("office.promotions.without", { goods: left }),
  ]);
}

/** The same in lines that don't break, for a narrow column. */
export function scheduleLines(say: Say, { starts, ends, weekdays, from, to }: ScheduleForm): string[] {
  const days = [...weekdays].sort((a, b) => a - b).map((day) => say(`office.weekday.${day}`));
  const lines = [
    starts || ends ? `${starts || say("office.promotion.at_once")} –` : "",
    starts || ends ? ends || say("office.promotion.open_end") : "",
    listed(say, days),
    from || to ? `${from}–${to}` : "",
  ].filter(Boolean);
  return lines.length > 0 ? lines : [say("office.promotions.always")];
}

export function scheduleSummary(say: Say, schedule: ScheduleForm): string {
  const { starts, ends, weekdays, from, to } = schedule;
  const period =
    starts || ends ? `${starts || say("office.promotion.at_once")} – ${ends || say("office.promotion.open_end")}` : "";
  const days = [...weekdays].sort((a, b) => a - b).map((day) => say(`office.weekday.${day}`));
  const text = joined(say, [period, listed(say, days), from || to ? `${from}–${to}` : ""]);
  return text || say("office.promotions.always");
}

export function audienceSummary(say: Say, audience: Audience, membersOnly: boolean, word: (text: string) => string) {
  if (!membersOnly && !usesAudience(audience)) return say("office.audience.everyone");
  return joined(say, [
    membersOnly && say("office.promotion.members_only"),
    audience.tiers.length > 0 && say("office.audience.of_tiers", { names: listed(say, audience.tiers) }),
    audience.tags.length > 0 && say("office.audience.of_tags", { names: listed(say, audience.tags) }),
    audience.channels.length > 0 &&
      say("office.audience.of_channels", { names: listed(say, audience.channels.map(word)) }),
    audience.shops.length > 0 && say("office.audience.of_shops", { count: audience.shops.length }),
  ]);
}

export function termsSummary(say: Say, terms: TermsForm): string {
  if (!usesTerms(terms)) return say("office.terms.none");
  return joined(say, [
    terms.by_coupon && say("office.terms.by_coupon"),
    terms.skip_discounted && say("office.terms.skip_discounted"),
    terms.mandatory && say("office.terms.mandatory_short"),
    terms.exclusive_group !== null && say("office.terms.in_group", { group: terms.exclusive_group }),
    terms.on_break === "reprice" && say("office.terms.reprice_short"),
  ]);
}

export function limitsSummary(say: Say, limits: LimitsForm): string {
  if (!usesLimits(limits)) return say("office.limits.none");
  return joined(
    say,
    LIMITS.map((name) => {
      const value = limits[name];
      if (value === null) return false;
      return say(`office.limits.${name}_short`, { count: value, money: yuanText(value) });
    }),
  );
}

export function funderSummary(say: Say, funder: Funder): string {
  if (!usesFunder(funder)) return say("office.funder.shop_pays");
  if (funder.kind === "shop") return say("office.funder.shop_pays_named", { name: funder.name });
  const name = funder.name || say("office.funder.supplier");
  return say("office.funder.supplier_pays", { name, share: writeNumber(funder.share, 2, true) });
}
