// How a coupon's state looks, and the order in which states are offered as filters.
import type { CouponView } from "../server/schema";

export const COUPON_TONES = {
  issued: "good",
  reserved: "warn",
  used: "info",
  expired: "quiet",
  voided: "bad",
} as const satisfies Record<CouponView["state"], string>;
export const COUPON_STATES = ["issued", "reserved", "used", "expired", "voided"] as const;
