// How shops say a percentage off: 20 % off is "8" tenths of the price (ba zhe). The digits are moved as text.
import { writeNumber } from "../parts/number_input";

const WHOLE = 10_000;

/** 2000 -> "8", 2500 -> "7.5", 1234 -> "8.766"; null when nothing or everything is taken off. */
export function tenths(off: number | null): string | null {
  return off === null || off <= 0 || off >= WHOLE ? null : writeNumber(WHOLE - off, 3, true);
}

/** 2000 -> "80": what is left to pay, in percent. */
export function percentLeft(off: number | null): string | null {
  return off === null || off <= 0 || off >= WHOLE ? null : writeNumber(WHOLE - off, 2, true);
}
