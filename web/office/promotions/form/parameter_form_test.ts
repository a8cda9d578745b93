import { describe, expect, it } from "vitest";
import type { ParameterHint } from "../../server/schema";
import { initialValues, parametersOf, valuesOf } from "./parameter_form";

const hint = (name: string, control: ParameterHint["control"], more: Partial<ParameterHint> = {}): ParameterHint => ({
  name,
  control,
  required: true,
  choices: [],
  columns: [],
  zh: name,
  en: name,
  help_zh: "",
  help_en: "",
  ...more,
});
const hints = [
  hint("threshold", "money", { initial: 10000 }),
  hint("off", "money"),
  hint("every", "flag", { initial: 0 }),
  hint("cap", "money", { required: false }),
  hint("by", "choice", { choices: [{ value: "pieces", zh: "件", en: "pieces" }] }),
];

describe("the form of a kind", () => {
  it("starts with what the kind suggests", () =>
    expect(initialValues(hints)).toEqual({ threshold: 10000, off: null, every: false, cap: null, by: "pieces" }));

  it("gives no parameters while a required one is missing", () =>
    expect(parametersOf(hints, initialValues(hints))).toBeNull());

  it("leaves out an optional field that is empty", () =>
    expect(parametersOf(hints, { ...initialValues(hints), off: 1000 })).toEqual({
      threshold: 10000,
      off: 1000,
      every: false,
      by: "pieces",
    }));

  it("keeps zero and false, which are not empty", () => {
    const parameters = parametersOf(hints, { ...initialValues(hints), off: 0, cap: 0 });
    expect(parameters).toMatchObject({ off: 0, cap: 0, every: false });
  });

  it("shows what is stored, not what is suggested", () => {
    const stored = { threshold: 5000, off: 500, every: true, by: "pieces" };
    expect(valuesOf(hints, stored)).toEqual({ ...stored, cap: null });
    expect(parametersOf(hints, valuesOf(hints, stored))).toEqual(stored);
    expect(valuesOf(hints, {})["threshold"]).toBeNull();
  });
});
