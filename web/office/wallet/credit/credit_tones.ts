import type { CreditState } from "../../server/schema";

export const CREDIT_TONES = { open: "good", frozen: "warn", closed: "quiet" } as const satisfies Record<
  CreditState,
  string
>;
