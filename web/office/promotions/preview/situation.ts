// The customer and the hour of the sample. It begins with whatever the promotion asks for, read from the names that
// facts of a basket have wherever they stand in a promotion (tier, tender, event, …), so that its effect shows.
import type { Layer, PromotionDraft } from "../../server/schema";
import { textsUnder } from "../suggestions";

export interface Situation {
  member: boolean;
  tier: string;
  tag: string;
  birthday: boolean;
  /** of this promotion, on the counter */
  coupons: number;
  tender: string;
  event: string;
  channel: string;
  /** minute of the shop's day; null: now */
  minute: number | null;
  /** until the goods' best-before; null: not known */
  days_left: number | null;
  /** null: nothing is delivered */
  delivery_fee: number | null;
  method: string;
}

const FEE = 1000;
const FIRST_TIER = "standard";

/** Every number that stands under this name, at any depth. */
export function numbersUnder(value: unknown, name: string): number[] {
  if (Array.isArray(value)) return value.flatMap((entry) => numbersUnder(entry, name));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, entry]) =>
    key === name && typeof entry === "number" ? [entry] : numbersUnder(entry, name),
  );
}
const leastUnder = (value: unknown, name: string) => {
  const found = numbersUnder(value, name);
  return found.length > 0 ? Math.min(...found) : null;
};

/** A minute at which the promotion is open, when its hours leave some out. */
function openMinute({ schedule, parameters }: PromotionDraft): number | null {
  const hours = schedule.from_minute ?? null;
  const markdown = numbersUnder(parameters, "from_minute");
  return hours ?? (markdown.length > 0 ? Math.max(...markdown) : null);
}

export function situationFor(draft: PromotionDraft, layer: Layer): Situation {
  const { parameters, audience, terms } = draft;
  const asked = (name: string) => textsUnder(parameters, name)[0] ?? "";
  const birthday = (parameters as Record<string, unknown>)["birthday"] === true;
  return {
    member: true,
    tier: asked("tier") || (audience?.tiers[0] ?? FIRST_TIER),
    tag: audience?.tags[0] ?? "",
    birthday,
    coupons: terms?.by_coupon ? 1 : 0,
    tender: asked("tender"),
    event: asked("event"),
    channel: audience?.channels[0] ?? "",
    minute: openMinute(draft),
    days_left: leastUnder(parameters, "days_left"),
    delivery_fee: layer === "delivery" ? FEE : null,
    method: asked("method"),
  };
}

/** Before there is a draft: somebody with a card, now. */
export const plainSituation = (): Situation => ({
  member: true,
  tier: FIRST_TIER,
  tag: "",
  birthday: false,
  coupons: 0,
  tender: "",
  event: "",
  channel: "",
  minute: null,
  days_left: null,
  delivery_fee: null,
  method: "",
});

/** The instant of today at which the shop's clock shows the minute. */
export function atMinute(now: number, utc_offset_minutes: number, minute: number | null): number {
  if (minute === null) return now;
  const DAY = 86_400_000;
  const local = now + utc_offset_minutes * 60_000;
  return now - (((local % DAY) + DAY) % DAY) + (minute % 1440) * 60_000;
}
