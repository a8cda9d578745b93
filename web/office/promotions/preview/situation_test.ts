import { describe, expect, it } from "vitest";
import type { PromotionDraft } from "../../server/schema";
import { emptyScope } from "../promotion_form";
import { atMinute, numbersUnder, situationFor } from "./situation";

const draft = (more: Partial<PromotionDraft>): PromotionDraft => ({
  kind: "k",
  name: "n",
  state: "draft",
  members_only: false,
  scope: emptyScope(),
  schedule: { weekdays: [] },
  parameters: {},
  ...more,
});
const HOUR = 3_600_000;

describe("the customer of the sample", () => {
  it("has what the promotion asks for", () => {
    const parameters = { rows: [{ tender: "wechat" }, { tender: "alipay" }], birthday: true };
    const terms = { mandatory: false, by_coupon: true, skip_discounted: false, on_break: "keep" as const };
    const audience = { tiers: ["gold"], tags: ["new"], shops: [], channels: ["online"] };
    expect(situationFor(draft({ parameters, terms, audience }), "tender")).toMatchObject({
      tender: "wechat",
      coupons: 1,
      tier: "gold",
      tag: "new",
      channel: "online",
      birthday: true,
      delivery_fee: null,
    });
  });
  it("comes at an hour at which it is open, with goods near enough to their date", () => {
    const evening = { rows: [{ from_minute: 1140 }, { from_minute: 1260 }] };
    expect(situationFor(draft({ parameters: evening }), "unit_price").minute).toBe(1260);
    expect(situationFor(draft({ schedule: { weekdays: [], from_minute: 600, to_minute: 660 } }), "order").minute).toBe(
      600,
    );
    expect(
      situationFor(draft({ parameters: { rows: [{ days_left: 3 }, { days_left: 1 }] } }), "unit_price").days_left,
    ).toBe(1);
  });
  it("has it brought home when the fee is what falls", () =>
    expect(situationFor(draft({}), "delivery").delivery_fee).toBeGreaterThan(0));
});

it("finds numbers under a name at any depth", () => {
  expect(numbersUnder({ rows: [{ days_left: 3 }, { days_left: "x" }] }, "days_left")).toEqual([3]);
});

it("keeps the day when the hour is chosen", () => {
  const now = Date.UTC(2026, 10, 26, 20); // 04:00 on the 27th at +08:00
  expect(atMinute(now, 480, null)).toBe(now);
  expect(atMinute(now, 480, 0)).toBe(now - 4 * HOUR);
  expect(atMinute(now, 480, 1260)).toBe(now + 17 * HOUR);
});
