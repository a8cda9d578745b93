// The form of a promotion kind, drawn from its parameter hints: what stands in each field, and the parameters that
// come out. A kind that this page has never heard of works as long as it uses the controls below.
import type { ParameterHint } from "../../server/schema";

export type ParameterValue = number | boolean | string | null;
export type ParameterValues = Record<string, ParameterValue>;
export type Parameters = Record<string, unknown>;

export function initialValue(hint: ParameterHint): ParameterValue {
  if (hint.control === "flag") return hint.initial === 1;
  if (hint.control === "choice") return hint.choices[0]?.value ?? null;
  return hint.initial ?? null;
}

export const initialValues = (hints: ParameterHint[]): ParameterValues =>
  Object.fromEntries(hints.map((hint) => [hint.name, initialValue(hint)]));

/** What is stored, field by field; a parameter that is not stored is empty, not its initial value. */
export function valuesOf(hints: ParameterHint[], parameters: Parameters): ParameterValues {
  const read = (hint: ParameterHint): ParameterValue => {
    const stored = parameters[hint.name];
    if (typeof stored === "number" || typeof stored === "boolean" || typeof stored === "string") return stored;
    return hint.control === "flag" ? false : null;
  };
  return Object.fromEntries(hints.map((hint) => [hint.name, read(hint)]));
}

/** The parameters to send; empty optional fields are left out. Null when a required one is missing. */
export function parametersOf(hints: ParameterHint[], values: ParameterValues): Parameters | null {
  const parameters: Parameters = {};
  for (const hint of hints) {
    const value = values[hint.name] ?? null;
    if (value !== null) parameters[hint.name] = value;
    else if (hint.required) return null;
  }
  return parameters;
}
