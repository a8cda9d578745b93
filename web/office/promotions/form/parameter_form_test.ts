import { describe, expect, it } from "vitest";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { loadEngine } from "@engine/engine";
import type { ColumnHint, ParameterHint } from "../../server/schema";
import {
  carriedOver,
  initialValues,
  moved,
  newRow,
  parametersOf,
  valuesOf,
  type FieldHint,
  type Parameters,
  type TableRow,
} from "./parameter_form";

const column = (name: string, control: ColumnHint["control"], more: Partial<ColumnHint> = {}): ColumnHint => ({
  name,
  control,
  required: true,
  zh: name,
  en: name,
  ...more,
});
const hint = (name: string, control: ParameterHint["control"], more: Partial<ParameterHint> = {}): ParameterHint => ({
  ...column(name, control),
  choices: [],
  help_zh: "",
  help_en: "",
  columns: [],
  ...more,
});
const hints = [
  hint("threshold", "money", { initial: 10000 }),
  hint("off", "money"),
  hint("every", "flag", { initial: 0 }),
  hint("cap", "money", { required: false }),
  hint("by", "choice", { choices: [{ value: "pieces", zh: "件", en: "pieces" }] }),
];
const table = hint("rows", "table", {
  columns: [
    column("goods", "goods"),
    column("count", "count", { initial: 1 }),
    column("note", "text", { required: false }),
  ],
});
const rowsOf = (values: Record<string, unknown>) => values["rows"] as TableRow[];
const goods = { products: ["p"], categories: [] };

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

describe("each control", () => {
  it.each([
    ["money", 1990],
    ["percent", 2000],
    ["count", 3],
    ["points", 100],
    ["multiple", 200],
    ["minute", 1110],
    ["flag", true],
    ["flag", false],
    ["choice", "price"],
    ["text", "wechat"],
    ["promotion", "018f0000-0000-7000-8000-0000000000a1"],
    ["goods", goods],
  ] as const)("%s comes back as it was stored: %j", (control, stored) => {
    const list = [hint("it", control)];
    expect(parametersOf(list, valuesOf(list, { it: stored }))).toEqual({ it: stored });
  });

  it("trims a text, and takes an empty one for nothing", () => {
    const list = [hint("it", "text", { required: false })];
    expect(parametersOf(list, { it: " own_bag " })).toEqual({ it: "own_bag" });
    expect(parametersOf(list, { it: "  " })).toEqual({});
    expect(parametersOf([hint("it", "text")], { it: "  " })).toBeNull();
  });

  it("asks for goods where they are required", () => {
    const list = [hint("it", "goods")];
    expect(initialValues(list)).toEqual({ it: { products: [], categories: [] } });
    expect(parametersOf(list, initialValues(list))).toBeNull();
  });

  it("does not change the stored goods while they are edited", () => {
    const stored = { it: { products: ["p"], categories: ["c"] } };
    const values = valuesOf([hint("it", "goods")], stored);
    (values["it"] as typeof stored.it).products.push("q");
    expect(stored.it.products).toEqual(["p"]);
  });
});

describe("a table", () => {
  it("begins with one row to fill in, when one is required", () => {
    expect(rowsOf(initialValues([table]))[0]!.cells).toEqual({
      goods: { products: [], categories: [] },
      count: 1,
      note: null,
    });
    expect(rowsOf(initialValues([{ ...table, required: false }]))).toEqual([]);
  });

  it("comes back as it was stored, rows in order", () => {
    const stored = {
      rows: [
        { goods, count: 2, note: "a" },
        { goods: { products: [], categories: ["c"] }, count: 1 },
      ],
    };
    expect(parametersOf([table], valuesOf([table], stored))).toEqual(stored);
  });

  it("is not sent while a cell that is required is empty, or without a row", () => {
    const row = newRow(table);
    expect(parametersOf([table], { rows: [row] })).toBeNull();
    expect(parametersOf([table], { rows: [] })).toBeNull();
    expect(parametersOf([{ ...table, required: false }], { rows: [] })).toEqual({ rows: [] });
    row.cells["goods"] = goods;
    expect(parametersOf([table], { rows: [row] })).toEqual({ rows: [{ goods, count: 1 }] });
  });

  it("moves rows, and leaves the ends where they are", () => {
    const rows = [newRow(table), newRow(table), newRow(table)];
    const keys = (list: TableRow[]) => list.map((row) => rows.findIndex((other) => other.key === row.key));
    expect(keys(moved(rows, 0, 1))).toEqual([1, 0, 2]);
    expect(keys(moved(rows, 2, -1))).toEqual([0, 2, 1]);
    expect(moved(rows, 0, -1)).toBe(rows);
    expect(moved(rows, 2, 1)).toBe(rows);
  });

  it("gives each row a key of its own", () => expect(newRow(table).key).not.toBe(newRow(table).key));
});

describe("another kind", () => {
  it("takes over what is called and drawn alike", () => {
    expect(carriedOver(hint("off", "money"), hint("off", "money"), 500)).toBe(500);
    expect(carriedOver(hint("off", "percent"), hint("off", "money"), 500)).toBeUndefined();
    expect(carriedOver(hint("off", "money"), undefined, undefined)).toBeUndefined();
  });
  it("takes over rows only of the same columns", () => {
    const rows = [newRow(table)];
    expect(carriedOver(table, table, rows)).toBe(rows);
    expect(carriedOver({ ...table, columns: [column("count", "count")] }, table, rows)).toBeUndefined();
  });
});

// The engine's own kinds: whatever they ask for, the form gives back what it was given.
describe("every kind of the engine", async () => {
  const file = fileURLToPath(new URL("../../../../build/wasm/engine.wasm", import.meta.url));
  const kinds = (await loadEngine(readFileSync(file))).kinds();

  function sample(of: FieldHint): unknown {
    if (of.control === "flag") return true;
    if (of.control === "choice") return of.choices![0]!.value;
    if (of.control === "goods") return goods;
    if (of.control === "text" || of.control === "promotion") return "some";
    return of.initial ?? of.minimum ?? 1;
  }
  const row = (columns: ColumnHint[]): Parameters =>
    Object.fromEntries(columns.map((entry) => [entry.name, sample(entry)]));
  const filled = (list: ParameterHint[]): Parameters =>
    Object.fromEntries(
      list.map((entry) => [
        entry.name,
        entry.control === "table" ? [row(entry.columns), row(entry.columns)] : sample(entry),
      ]),
    );

  it("is there", () => expect(kinds.length).toBeGreaterThanOrEqual(31));
  it.each(kinds.map((kind) => [kind.kind, kind.parameters] as const))("%s comes back as it was", (_, parameters) => {
    const stored = filled(parameters);
    expect(parametersOf(parameters, valuesOf(parameters, stored))).toEqual(stored);
  });
});
