// What the cashier sees the customer do, such as bringing an own bag. Asked only when an active promotion rewards it.
import type { Rules } from "@api/types";

export function eventsAsked(rules: Rules): string[] {
  const asked = rules.promotions
    .filter((promotion) => promotion.state === "active")
    .map((promotion) => (promotion.parameters as { event?: unknown }).event)
    .filter((event): event is string => typeof event === "string" && event !== "");
  return [...new Set(asked)];
}
