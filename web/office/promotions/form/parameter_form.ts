// The form of a promotion kind, drawn from its parameter hints: what stands in each field, and the parameters that
// come out. A kind that this page has never heard of works as long as it uses the controls below.
import type { ColumnHint, GoodsSet, ParameterHint } from "../../server/schema";

/** What a field and a cell have in common; a cell has no choices and no help. */
export type FieldHint = ColumnHint & Partial<Pick<ParameterHint, "choices" | "help_zh" | "help_en">>;
export type FieldValue = number | boolean | string | null | GoodsSet;
export interface TableRow {
  /** of the row on the screen, so that a moved row keeps its fields */
  key: number;
  cells: Record<string, FieldValue>;
}
export type ParameterValue = FieldValue | TableRow[];
export type ParameterValues = Record<string, ParameterValue>;
export type Parameters = Record<string, unknown>;

let keys = 0;

export const emptyGoods = (): GoodsSet => ({ products: [], categories: [] });
export const isGoods = (value: unknown): value is GoodsSet =>
  typeof value === "object" && value !== null && "products" in value && "categories" in value;
const hasGoods = (goods: GoodsSet) => goods.products.length + goods.categories.length > 0;

function initialField(hint: FieldHint): FieldValue {
  if (hint.control === "flag") return hint.initial === 1;
  if (hint.control === "choice") return hint.choices?.[0]?.value ?? null;
  if (hint.control === "goods") return emptyGoods();
  return hint.initial ?? null;
}

export const newRow = (hint: ParameterHint): TableRow => ({
  key: ++keys,
  cells: Object.fromEntries(hint.columns.map((column) => [column.name, initialField(column)])),
});

/** A required table begins with a row to fill in. */
export function initialValue(hint: ParameterHint): ParameterValue {
  if (hint.control !== "table") return initialField(hint);
  return hint.required ? [newRow(hint)] : [];
}

export const initialValues = (hints: ParameterHint[]): ParameterValues =>
  Object.fromEntries(hints.map((hint) => [hint.name, initialValue(hint)]));

function readField(hint: FieldHint, stored: unknown): FieldValue {
  if (hint.control === "goods") {
    if (!isGoods(stored)) return emptyGoods();
    return { products: [...stored.products], categories: [...stored.categories] };
  }
  if (typeof stored === "number" || typeof stored === "boolean" || typeof stored === "string") return stored;
  return hint.control === "flag" ? false : null;
}

function readRows(hint: ParameterHint, stored: unknown): TableRow[] {
  if (!Array.isArray(stored)) return [];
  return stored.map((row: Parameters) => ({
    key: ++keys,
    cells: Object.fromEntries(hint.columns.map((column) => [column.name, readField(column, row[column.name])])),
  }));
}

/** What is stored, field by field; a parameter that is not stored is empty, not its initial value. */
export function valuesOf(hints: ParameterHint[], parameters: Parameters): ParameterValues {
  const read = (hint: ParameterHint) =>
    hint.control === "table" ? readRows(hint, parameters[hint.name]) : readField(hint, parameters[hint.name]);
  return Object.fromEntries(hints.map((hint) => [hint.name, read(hint)]));
}

/** What is sent of a field; undefined when it is empty. */
function written(value: FieldValue | undefined): unknown {
  if (value == null) return undefined;
  if (typeof value === "string") return value.trim() === "" ? undefined : value.trim();
  if (!isGoods(value)) return value;
  return hasGoods(value) ? { products: [...value.products], categories: [...value.categories] } : undefined;
}

function writtenFields(hints: FieldHint[], values: Record<string, ParameterValue>): Parameters | null {
  const fields: Parameters = {};
  for (const hint of hints) {
    const value = written(values[hint.name] as FieldValue);
    if (value !== undefined) fields[hint.name] = value;
    else if (hint.required) return null;
  }
  return fields;
}

/** Null when a row lacks something, or when there is none and one is required. */
export function writtenRows(hint: ParameterHint, rows: TableRow[]): Parameters[] | null {
  const list = rows.map((row) => writtenFields(hint.columns, row.cells));
  if (list.length === 0 && hint.required) return null;
  return list.every((row) => row !== null) ? list : null;
}

/** The parameters to send; empty optional fields are left out. Null when a required one is missing. */
export function parametersOf(hints: ParameterHint[], values: ParameterValues): Parameters | null {
  const tables = hints.filter((hint) => hint.control === "table");
  const fields = writtenFields(
    hints.filter((hint) => hint.control !== "table"),
    values,
  );
  if (!fields) return null;
  for (const hint of tables) {
    const rows = writtenRows(hint, (values[hint.name] as TableRow[] | null) ?? []);
    if (!rows) return null;
    fields[hint.name] = rows;
  }
  return fields;
}

/** The row moved by one place; the list itself when there is no such place. */
export function moved(rows: TableRow[], from: number, by: -1 | 1): TableRow[] {
  const to = from + by;
  if (to < 0 || to >= rows.length) return rows;
  const list = [...rows];
  [list[from], list[to]] = [list[to]!, list[from]!];
  return list;
}

/** What the new hint calls alike, and draws alike, of the old values. */
export function carriedOver(hint: ParameterHint, old: ParameterHint | undefined, value: ParameterValue | undefined) {
  if (!old || value == null || old.control !== hint.control) return undefined;
  if (hint.control === "choice" && !hint.choices.some((choice) => choice.value === value)) return undefined;
  const shape = (columns: ColumnHint[]) => columns.map((column) => `${column.name} ${column.control}`).join();
  return shape(old.columns) === shape(hint.columns) ? value : undefined;
}
