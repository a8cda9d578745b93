// What a person types into a field for money, percent or a count, and the whole number that it means. The digits are
// moved as text; no floating point is involved. Full-width digits, currency signs and grouping commas are accepted.
export type InputProblem = "empty" | "malformed" | "too_fine" | "too_small" | "too_big";
export type NumberInput = { value: number; problem: null } | { value: null; problem: InputProblem };
export interface Limits {
  minimum?: number | null;
  maximum?: number | null;
}

const problem = (what: InputProblem): NumberInput => ({ value: null, problem: what });

/** \u5143 and \u5757 are the words for yuan after an amount, \u00a5 and \uffe5 the signs before it. */
function plain(text: string): string {
  return text
    .normalize("NFKC")
    .replace(/\u3002/g, ".")
    .replace(/[\s,]/g, "")
    .replace(/^[\u00a5\uffe5]|[%\u5143\u5757]$/g, "");
}

export function readNumber(text: string, places: number, limits: Limits = {}): NumberInput {
  const typed = plain(text);
  if (typed === "") return problem("empty");
  const match = /^(\d*)(?:\.(\d*))?$/.exec(typed);
  if (!match || (!match[1] && !match[2])) return problem("malformed");
  const fraction = (match[2] ?? "").replace(/0+$/, "");
  if (fraction.length > places) return problem("too_fine");
  const value = Number(`${match[1]}${fraction.padEnd(places, "0")}`);
  if (!Number.isSafeInteger(value)) return problem("too_big");
  if (limits.maximum != null && value > limits.maximum) return problem("too_big");
  if (limits.minimum != null && value < limits.minimum) return problem("too_small");
  return { value, problem: null };
}

/** 1250 with two places is "12.50", with `short` "12.5". */
export function writeNumber(value: number | null | undefined, places: number, short = false): string {
  if (value === null || value === undefined) return "";
  if (places === 0) return String(value);
  const digits = String(value).padStart(places + 1, "0");
  const fraction = digits.slice(-places);
  const shown = short ? fraction.replace(/0+$/, "") : fraction;
  return `${digits.slice(0, -places)}${shown ? `.${shown}` : ""}`;
}
